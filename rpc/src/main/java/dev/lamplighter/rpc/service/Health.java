package dev.lamplighter.rpc.service;

import dev.lamplighter.api.health.HealthCheckRequest;
import dev.lamplighter.api.health.HealthCheckResponse;
import dev.lamplighter.api.health.HealthCheckResponse.ServingStatus;
import dev.lamplighter.model.Reason;
import dev.lamplighter.rpc.service.Answer.Done;
import dev.lamplighter.store.catalog.Actor;
import java.util.Set;

/** gRPC's health checking: whether the server, or one of its services, takes calls. Safe from any thread. */
public final class Health {

    private final Set<String> services;
    private volatile boolean leaving;

    /** {@code services} are the full names of those that are served. */
    public Health(Set<String> services) {
        this.services = Set.copyOf(services);
    }

    /** From now on nothing is served. */
    public void leave() {
        leaving = true;
    }

    public Answer<HealthCheckResponse> check(HealthCheckRequest asked, Actor by) {
        HealthCheckResponse status = status(asked);
        if (status.getStatus() != ServingStatus.SERVICE_UNKNOWN) {
            return new Done<>(status);
        }
        String text = "there is no service " + asked.getService();
        return Refusals.notFound(text, new Reason("no-service", text));
    }

    /** The status as {@code Watch} tells it. */
    public HealthCheckResponse status(HealthCheckRequest asked) {
        boolean known = asked.getService().isEmpty() || services.contains(asked.getService());
        return HealthCheckResponse.newBuilder()
                .setStatus(!known ? ServingStatus.SERVICE_UNKNOWN : leaving ? ServingStatus.NOT_SERVING : ServingStatus.SERVING).build();
    }
}
