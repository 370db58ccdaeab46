package dev.lamplighter.rpc.server;

import dev.lamplighter.rpc.RpcLimits;

/** What every call shares with the others. */
record Surroundings(RpcLimits limits, OpenCalls calls, Reception reception, Memory memory, Reporter reporter) {

    static Surroundings of(RpcLimits limits, Reporter reporter) {
        return new Surroundings(limits, new OpenCalls(), new Reception(limits.receiving()), new Memory(limits.memory()), reporter);
    }
}
