package dev.lamplighter.rpc.testing;

import dev.lamplighter.api.health.HealthGrpc;
import dev.lamplighter.api.rpcpb.GenericGrpc;
import dev.lamplighter.api.rpcpb.GroupsGrpc;
import dev.lamplighter.api.rpcpb.IgnitionGrpc;
import dev.lamplighter.api.rpcpb.ProfilesGrpc;
import dev.lamplighter.api.rpcpb.SelectGrpc;
import dev.lamplighter.api.v1.CatalogGrpc;
import io.grpc.CallOptions;
import io.grpc.ManagedChannel;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.AbstractBlockingStub;
import io.grpc.stub.ClientCalls;
import io.netty.handler.ssl.SslContextBuilder;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import javax.net.ssl.SSLException;

/** A gRPC client with a certificate, or without one. */
public final class Client implements AutoCloseable {

    private static final int SECONDS = 20;
    private static final int LARGEST = 64 << 20;

    private final ManagedChannel channel;

    private Client(ManagedChannel channel) {
        this.channel = channel;
    }

    public static Client as(Optional<Certificates> who, Certificates authority, InetSocketAddress at) {
        return with(who, authority, at, UnaryOperator.identity());
    }

    public static Client as(Certificates who, Certificates authority, InetSocketAddress at) {
        return as(Optional.of(who), authority, at);
    }

    /** The same with TLS as {@code recipe} wants it. */
    public static Client with(Optional<Certificates> who, Certificates authority, InetSocketAddress at, UnaryOperator<SslContextBuilder> recipe) {
        var tls = GrpcSslContexts.forClient().trustManager(authority.certificate());
        who.ifPresent(client -> tls.keyManager(client.keys().getPrivate(), client.chain()));
        try {
            return new Client(NettyChannelBuilder.forAddress(at).sslContext(recipe.apply(tls).build()).overrideAuthority("localhost").disableRetry()
                    .maxInboundMessageSize(LARGEST).build());
        } catch (SSLException unusable) {
            throw new IllegalStateException(unusable);
        }
    }

    public GroupsGrpc.GroupsBlockingStub groups() {
        return timed(GroupsGrpc.newBlockingStub(channel));
    }

    public ProfilesGrpc.ProfilesBlockingStub profiles() {
        return timed(ProfilesGrpc.newBlockingStub(channel));
    }

    public IgnitionGrpc.IgnitionBlockingStub ignition() {
        return timed(IgnitionGrpc.newBlockingStub(channel));
    }

    public GenericGrpc.GenericBlockingStub generic() {
        return timed(GenericGrpc.newBlockingStub(channel));
    }

    public SelectGrpc.SelectBlockingStub select() {
        return timed(SelectGrpc.newBlockingStub(channel));
    }

    public CatalogGrpc.CatalogBlockingStub catalog() {
        return timed(CatalogGrpc.newBlockingStub(channel));
    }

    public HealthGrpc.HealthBlockingStub health() {
        return timed(HealthGrpc.newBlockingStub(channel));
    }

    private static <S extends AbstractBlockingStub<S>> S timed(S stub) {
        return stub.withDeadlineAfter(SECONDS, TimeUnit.SECONDS);
    }

    /** Sends bytes as they are, to any method. */
    public byte[] raw(String method, byte[] message) {
        var descriptor = MethodDescriptor.<byte[], byte[]>newBuilder().setType(MethodDescriptor.MethodType.UNARY).setFullMethodName(method)
                .setRequestMarshaller(new Octets()).setResponseMarshaller(new Octets()).build();
        return ClientCalls.blockingUnaryCall(channel, descriptor, CallOptions.DEFAULT.withDeadlineAfter(SECONDS, TimeUnit.SECONDS), message);
    }

    public ManagedChannel channel() {
        return channel;
    }

    /** The status that a call ends with. */
    public static Status status(Runnable call) {
        try {
            call.run();
            return Status.OK;
        } catch (StatusRuntimeException refused) {
            return refused.getStatus();
        }
    }

    /** The status and its text: {@code UNKNOWN: Id is required}. */
    public static String told(Runnable call) {
        Status status = status(call);
        return status.getCode() + ": " + status.getDescription();
    }

    private static final class Octets implements MethodDescriptor.Marshaller<byte[]> {

        @Override
        public InputStream stream(byte[] value) {
            return new ByteArrayInputStream(value);
        }

        @Override
        public byte[] parse(InputStream stream) {
            try {
                return stream.readAllBytes();
            } catch (IOException cut) {
                throw new UncheckedIOException(cut);
            }
        }
    }

    @Override
    public void close() {
        channel.shutdownNow();
    }
}
