package dev.lamplighter.rpc.server;

import dev.lamplighter.rpc.RpcLimits;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The calls that run. What takes longer than the limits allow is ended at the next look. */
final class OpenCalls {

    private final Set<OpenCall<?, ?>> calls = ConcurrentHashMap.newKeySet();

    void begin(OpenCall<?, ?> call) {
        calls.add(call);
    }

    void end(OpenCall<?, ?> call) {
        calls.remove(call);
    }

    boolean busy() {
        return !calls.isEmpty();
    }

    /** {@code now} is the monotonic clock's. */
    void look(long now, RpcLimits limits) {
        calls.forEach(call -> call.look(now, limits));
    }
}
