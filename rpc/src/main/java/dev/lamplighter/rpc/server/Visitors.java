package dev.lamplighter.rpc.server;

import dev.lamplighter.model.event.Wire;
import dev.lamplighter.rpc.service.Allowed;
import dev.lamplighter.rpc.service.Identity;
import dev.lamplighter.store.catalog.Actor;
import io.grpc.Attributes;
import io.grpc.Grpc;
import io.grpc.ServerTransportFilter;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.security.cert.X509Certificate;
import java.util.Optional;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;

/** Reads each client's certificate once, when its handshake is done. */
final class Visitors extends ServerTransportFilter {

    static final Attributes.Key<Visitor> KEY = Attributes.Key.create("dev.lamplighter.rpc.visitor");

    private static final InetSocketAddress NOWHERE = InetSocketAddress.createUnresolved("unknown", 0);

    private final Allowed allowed;
    private final Connections connections;

    Visitors(Allowed allowed, Connections connections) {
        this.allowed = allowed;
        this.connections = connections;
    }

    @Override
    public Attributes transportReady(Attributes connection) {
        InetSocketAddress from = address(connection, Grpc.TRANSPORT_ATTR_REMOTE_ADDR);
        var wire = new Wire("", from, address(connection, Grpc.TRANSPORT_ATTR_LOCAL_ADDR));
        Optional<Identity> client = certificate(connection.get(Grpc.TRANSPORT_ATTR_SSL_SESSION)).map(Identity::of);
        var actor = new Actor(client.map(Identity::toString).orElse(""), wire.peerAddress() + ":" + from.getPort());
        var visitor = new Visitor(actor, wire, client.filter(allowed::allows).isPresent(), connections.of(from));
        return connection.toBuilder().set(KEY, visitor).build();
    }

    private static InetSocketAddress address(Attributes connection, Attributes.Key<SocketAddress> key) {
        return connection.get(key) instanceof InetSocketAddress address ? address : NOWHERE;
    }

    /** The TLS layer has let nobody in without one; without one nothing is allowed here either. */
    private static Optional<X509Certificate> certificate(SSLSession session) {
        try {
            return session != null && session.getPeerCertificates()[0] instanceof X509Certificate certificate
                    ? Optional.of(certificate) : Optional.empty();
        } catch (SSLPeerUnverifiedException none) {
            return Optional.empty();
        }
    }
}
