package dev.lamplighter.store.state;

import dev.lamplighter.model.Mac;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The state in memory, with what of it is not on disk yet. Not safe for several threads at once. */
final class StateTable {

    /** What has to be written: rows that are new or other, and keys of those that went. */
    record Unwritten(List<Intent> intents, List<String> intentsGone, Map<String, String> tokens, List<Seen> seen, List<Mac> seenGone) {

        boolean isEmpty() {
            return intents.isEmpty() && intentsGone.isEmpty() && tokens.isEmpty() && seen.isEmpty() && seenGone.isEmpty();
        }
    }

    private final StateLimits limits;
    private final LinkedHashMap<String, Intent> intents = new LinkedHashMap<>();
    private final LinkedHashMap<String, String> tokens = new LinkedHashMap<>();
    private final Map<String, String> owners = new HashMap<>();
    private final Sightings seen;
    private final Set<String> intentsChanged = new LinkedHashSet<>();
    private final Set<String> tokensChanged = new LinkedHashSet<>();
    private final Set<Mac> seenChanged = new LinkedHashSet<>();

    StateTable(StateLimits limits) {
        this.limits = limits;
        this.seen = new Sightings(limits.seen());
    }

    Optional<Intent> intent(String machine) {
        return Optional.ofNullable(intents.get(machine));
    }

    List<Intent> intents() {
        return List.copyOf(intents.values());
    }

    void put(Intent intent) {
        keep(intent);
        intentsChanged.add(intent.machine());
    }

    private void keep(Intent intent) {
        intents.remove(intent.machine());
        intents.put(intent.machine(), intent);
        var oldest = intents.keySet().iterator();
        while (intents.size() > limits.intents()) {
            intentsChanged.add(oldest.next());
            oldest.remove();
        }
    }

    void forget(String machine) {
        if (intents.remove(machine) != null) {
            intentsChanged.add(machine);
        }
    }

    Optional<String> token(String machine) {
        return Optional.ofNullable(tokens.get(machine));
    }

    /** Of which machine {@code token} is. */
    Optional<String> machine(String token) {
        return Optional.ofNullable(owners.get(token));
    }

    void putToken(String machine, String token) {
        keep(machine, token);
        tokensChanged.add(machine);
    }

    private void keep(String machine, String token) {
        lose(machine);
        tokens.put(machine, token);
        owners.put(token, machine);
        while (tokens.size() > limits.intents()) {
            dropToken(tokens.firstEntry().getKey());
        }
    }

    void dropToken(String machine) {
        if (lose(machine)) {
            tokensChanged.add(machine);
        }
    }

    private boolean lose(String machine) {
        String token = tokens.remove(machine);
        return token != null && owners.remove(token, machine);
    }

    Optional<Seen> seen(Mac mac) {
        return seen.of(mac);
    }

    /** From the one not seen longest. */
    List<Seen> seen() {
        return seen.all();
    }

    void saw(Seen sighting) {
        seenChanged.add(sighting.mac());
        seen.add(sighting).ifPresent(seenChanged::add);
    }

    /** What the disk holds, which is not to be written again. */
    void load(StateRows rows) {
        rows.intents().stream().filter(intent -> !intentsChanged.contains(intent.machine())).forEach(this::keep);
        rows.tokens().forEach((machine, token) -> {
            if (!tokensChanged.contains(machine)) {
                keep(machine, token);
            }
        });
        rows.seen().forEach(sighting -> seen.add(sighting).ifPresent(seenChanged::add));
    }

    /** What another process has made of intents and tokens. */
    void reload(StateRows rows) {
        intents.keySet().removeIf(machine -> !intentsChanged.contains(machine));
        List.copyOf(tokens.keySet()).stream().filter(machine -> !tokensChanged.contains(machine)).forEach(this::lose);
        load(new StateRows(rows.intents(), rows.tokens(), List.of()));
    }

    boolean hasUrgent() {
        return !intentsChanged.isEmpty() || !tokensChanged.isEmpty();
    }

    Unwritten unwritten(boolean withSeen) {
        var changed = intentsChanged.stream().map(this::intent).flatMap(Optional::stream).toList();
        var gone = intentsChanged.stream().filter(machine -> !intents.containsKey(machine)).toList();
        var secrets = new LinkedHashMap<String, String>();
        tokensChanged.forEach(machine -> secrets.put(machine, tokens.getOrDefault(machine, "")));
        var sightings = withSeen ? seenChanged.stream().map(this::seen).flatMap(Optional::stream).toList() : List.<Seen>of();
        var seenGone = withSeen ? seenChanged.stream().filter(mac -> seen.of(mac).isEmpty()).toList() : List.<Mac>of();
        return new Unwritten(changed, gone, secrets, sightings, seenGone);
    }

    /** {@code done} is on disk; what has changed since then is still to be written. */
    void written(Unwritten done) {
        done.intents().forEach(intent -> {
            if (intent.equals(intents.get(intent.machine()))) {
                intentsChanged.remove(intent.machine());
            }
        });
        done.intentsGone().stream().filter(machine -> !intents.containsKey(machine)).forEach(intentsChanged::remove);
        done.tokens().forEach((machine, token) -> {
            if (token.equals(tokens.getOrDefault(machine, ""))) {
                tokensChanged.remove(machine);
            }
        });
        done.seen().forEach(sighting -> {
            if (seen.of(sighting.mac()).filter(sighting::equals).isPresent()) {
                seenChanged.remove(sighting.mac());
            }
        });
        done.seenGone().stream().filter(mac -> seen.of(mac).isEmpty()).forEach(seenChanged::remove);
    }
}
