package dev.lamplighter.store.state;

import java.util.List;
import java.util.Map;

/** What a database holds: intents from the oldest, tokens by machine, sightings from the one longest ago. */
record StateRows(List<Intent> intents, Map<String, String> tokens, List<Seen> seen) {}
