package dev.lamplighter.cli.remote;

import static java.util.stream.Collectors.joining;

import dev.lamplighter.api.rpcpb.GroupsGrpc;
import dev.lamplighter.api.serverpb.GroupGetRequest;
import dev.lamplighter.cli.Endpoint;
import dev.lamplighter.cli.Timeout;
import dev.lamplighter.net.tls.BadPem;
import dev.lamplighter.net.tls.PemContents;
import io.grpc.CallOptions;
import io.grpc.ConnectivityState;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.ClientCalls;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.internal.logging.InternalLoggerFactory;
import io.netty.util.internal.logging.JdkLoggerFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.net.ssl.SSLException;

/** One connection to a server, mutual TLS, on one thread that ends with the process. */
final class Connection implements AutoCloseable {

    /** Held, as the JDK's loggers may be collected and forget their level: what a library logs is told by our own sentences. */
    private static final List<Logger> QUIET = List.of(Logger.getLogger("io.grpc"), Logger.getLogger("io.netty"));

    private final Endpoint endpoint;
    private final ManagedChannel channel;
    private final EventLoopGroup loop;

    private Connection(Endpoint endpoint, ManagedChannel channel, EventLoopGroup loop) {
        this.endpoint = endpoint;
        this.channel = channel;
        this.loop = loop;
    }

    /** Tries the endpoints in their order; when none answers the message says why for each. */
    static Connection dial(RemoteSettings settings) throws CallFailed {
        InternalLoggerFactory.setDefaultFactory(JdkLoggerFactory.INSTANCE);
        QUIET.forEach(logger -> logger.setLevel(Level.OFF));
        SslContext tls = tls(settings);
        var loop = new MultiThreadIoEventLoopGroup(1, new DefaultThreadFactory("rpc", true), NioIoHandler.newFactory());
        var why = new ArrayList<CallFailed>();
        for (Endpoint endpoint : settings.endpoints()) {
            try {
                return new Connection(endpoint, open(endpoint, tls, loop, settings), loop);
            } catch (CallFailed failed) {
                why.add(failed);
            }
        }
        end(loop);
        if (why.size() == 1) {
            throw why.getFirst();
        }
        String all = why.stream().map(CallFailed::getMessage).collect(joining("; "));
        throw new CallFailed(CallFailed.Kind.UNREACHABLE, "no server answers: " + all, why.getFirst());
    }

    ManagedChannel channel() {
        return channel;
    }

    Endpoint endpoint() {
        return endpoint;
    }

    private static SslContext tls(RemoteSettings settings) throws CallFailed {
        try {
            var key = PemContents.key(settings.files().key());
            var chain = PemContents.certificates(settings.files().cert());
            if (!PemContents.belongTogether(key, chain.getFirst())) {
                throw new CallFailed(CallFailed.Kind.UNREACHABLE, settings.files().key() + " is not the key of the certificate in " + settings.files().cert()
                        + "; name a pair with --cert-file and --key-file");
            }
            var client = SslContextBuilder.forClient().trustManager(PemContents.certificates(settings.files().ca())).keyManager(key, chain);
            return GrpcSslContexts.configure(client, SslProvider.JDK).build();
        } catch (BadPem bad) {
            throw new CallFailed(CallFailed.Kind.UNREACHABLE, bad.getMessage()
                    + "; name the files with --ca-file, --cert-file and --key-file (lamplighter certs init makes them)", bad);
        } catch (SSLException unusable) {
            throw new CallFailed(CallFailed.Kind.UNREACHABLE, settings.files().cert() + " cannot be used for TLS: " + unusable.getMessage(), unusable);
        }
    }

    private static ManagedChannel open(Endpoint endpoint, SslContext tls, EventLoopGroup loop, RemoteSettings settings) throws CallFailed {
        ManagedChannel channel = address(endpoint)
                .sslContext(tls)
                .channelType(NioSocketChannel.class)
                .eventLoopGroup(loop)
                .directExecutor()
                .withOption(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int) settings.timeout().toMillis())
                .build();
        try {
            return switch (settled(channel, settings.timeout())) {
                case READY -> channel;
                case TRANSIENT_FAILURE -> asked(channel, endpoint, settings);
                case CONNECTING, IDLE, SHUTDOWN -> throw new CallFailed(CallFailed.Kind.UNREACHABLE, endpoint + " did not answer within "
                        + Timeout.text(settings.timeout()) + "; is the host up, and does a firewall drop the connection?");
            };
        } catch (CallFailed failed) {
            channel.shutdownNow();
            throw failed;
        }
    }

    private static NettyChannelBuilder address(Endpoint endpoint) throws CallFailed {
        try {
            return NettyChannelBuilder.forAddress(endpoint.host(), endpoint.port());
        } catch (IllegalArgumentException refused) {
            throw new CallFailed(CallFailed.Kind.UNREACHABLE, "\"" + Printable.of(endpoint.host())
                    + "\" can be no host's name (letters, digits, hyphens and dots); name another or its address with --endpoints", refused);
        }
    }

    /** A call on a channel that could not connect fails at once, and brings the cause along; any other answer means that it could after all. */
    private static ManagedChannel asked(ManagedChannel channel, Endpoint endpoint, RemoteSettings settings) throws CallFailed {
        try {
            ClientCalls.blockingUnaryCall(channel, GroupsGrpc.getGroupGetMethod(),
                    CallOptions.DEFAULT.withDeadlineAfter(settings.timeout().toNanos(), TimeUnit.NANOSECONDS), GroupGetRequest.getDefaultInstance());
        } catch (StatusRuntimeException failed) {
            if (failed.getStatus().getCode() == Status.Code.UNAVAILABLE || failed.getStatus().getCode() == Status.Code.DEADLINE_EXCEEDED) {
                throw Unreachable.because(endpoint, settings, failed);
            }
        }
        return channel;
    }

    /** The state in which the channel stays, or is when the time is over. */
    private static ConnectivityState settled(ManagedChannel channel, Duration patience) throws CallFailed {
        long until = System.nanoTime() + patience.toNanos();
        while (true) {
            ConnectivityState state = channel.getState(true);
            long left = until - System.nanoTime();
            if (state == ConnectivityState.READY || state == ConnectivityState.TRANSIENT_FAILURE || left <= 0) {
                return state;
            }
            var changed = new CountDownLatch(1);
            channel.notifyWhenStateChanged(state, changed::countDown);
            try {
                if (!changed.await(left, TimeUnit.NANOSECONDS)) {
                    return channel.getState(false);
                }
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                throw new CallFailed(CallFailed.Kind.UNREACHABLE, "interrupted while connecting", interrupted);
            }
        }
    }

    @Override
    public void close() {
        channel.shutdownNow();
        end(loop);
    }

    /** Nobody waits for the loop: its thread is a daemon, and ends with the process at the latest. */
    private static void end(EventLoopGroup loop) {
        var _ = loop.shutdownGracefully(0, 0, TimeUnit.SECONDS);
    }
}
