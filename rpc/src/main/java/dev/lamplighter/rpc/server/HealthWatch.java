package dev.lamplighter.rpc.server;

import dev.lamplighter.api.health.HealthCheckRequest;
import dev.lamplighter.api.health.HealthCheckResponse;
import dev.lamplighter.rpc.service.Health;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.Status;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** {@code grpc.health.v1.Health/Watch}: tells the status at once and when it changes, which it does once: when the server leaves. */
final class HealthWatch implements ServerCallHandler<HealthCheckRequest, HealthCheckResponse> {

    private final Health health;
    private final Set<Watching> watchers = ConcurrentHashMap.newKeySet();

    HealthWatch(Health health) {
        this.health = health;
    }

    @Override
    public ServerCall.Listener<HealthCheckRequest> startCall(ServerCall<HealthCheckRequest, HealthCheckResponse> call, Metadata headers) {
        Visitor visitor = call.getAttributes().get(Visitors.KEY);
        if (!visitor.allowed()) {
            call.close(Status.PERMISSION_DENIED.withDescription(visitor.actor().name() + " may not call here"), new Metadata());
            return new ServerCall.Listener<>() { };
        }
        call.request(1);
        return new Watching(call);
    }

    /** Tells every watcher how it stands now, and ends. */
    void leave() {
        watchers.forEach(Watching::end);
    }

    private final class Watching extends ServerCall.Listener<HealthCheckRequest> {

        private final ServerCall<HealthCheckRequest, HealthCheckResponse> call;
        private HealthCheckRequest asked = HealthCheckRequest.getDefaultInstance();
        private boolean over;

        Watching(ServerCall<HealthCheckRequest, HealthCheckResponse> call) {
            this.call = call;
        }

        @Override
        public synchronized void onMessage(HealthCheckRequest request) {
            asked = request;
        }

        @Override
        public synchronized void onHalfClose() {
            if (!over) {
                call.sendHeaders(new Metadata());
                call.sendMessage(health.status(asked));
                watchers.add(this);
            }
        }

        synchronized void end() {
            if (!over) {
                over = true;
                call.sendMessage(health.status(asked));
                call.close(Status.UNAVAILABLE.withDescription("the server stops"), new Metadata());
            }
        }

        @Override
        public void onCancel() {
            gone();
        }

        @Override
        public void onComplete() {
            gone();
        }

        private synchronized void gone() {
            over = true;
            watchers.remove(this);
        }
    }
}
