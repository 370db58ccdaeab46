package dev.lamplighter.rpc.server;

import dev.lamplighter.model.event.Wire;
import dev.lamplighter.store.catalog.Actor;
import io.netty.channel.Channel;
import java.util.Optional;

/** Who calls: one for each connection. {@code allowed} is whether the settings let this client call; {@code connection} is empty once it is gone. */
record Visitor(Actor actor, Wire wire, boolean allowed, Optional<Channel> connection) {}
