package dev.lamplighter.console.server;

import dev.lamplighter.console.service.Access.Head;
import dev.lamplighter.console.service.Access.Verdict;
import dev.lamplighter.console.service.Access;
import dev.lamplighter.console.service.Caller;
import dev.lamplighter.model.event.Doer;
import dev.lamplighter.model.event.Wire;
import io.netty.channel.Channel;
import io.netty.channel.epoll.EpollDomainSocketChannel;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;

/** Decides by the head of a request who asks and whether it may. May wait for a disk. */
@FunctionalInterface
interface Gate {

    Verdict judge(Channel client, String path, HttpHeaders headers);

    /** Who could open the control socket is trusted; the kernel says who that is. */
    static Verdict local(Channel client, String path, HttpHeaders headers) {
        if (client instanceof EpollDomainSocketChannel socket) {
            try {
                var peer = socket.peerCredentials();
                return new Verdict.Pass(new Caller(new Doer.SocketUser("", OptionalLong.of(peer.uid()), Arrays.stream(peer.gids()).mapToLong(gid -> gid).findFirst(), OptionalLong.of(peer.pid())), true));
            } catch (IOException gone) {
                return new Verdict.Pass(new Caller(new Doer.SocketUser("a process that has ended", OptionalLong.empty(), OptionalLong.empty(), OptionalLong.empty()), true));
            }
        }
        throw new IllegalStateException("no control socket: " + client);
    }

    /** {@code access} is asked for each time: the host's addresses may change. */
    static Gate of(Supplier<Access> access) {
        return (client, path, headers) -> access.get().judge(new Head(path, only(headers.getAll(HttpHeaderNames.HOST)), Optional.ofNullable(headers.get(HttpHeaderNames.ORIGIN)),
                Optional.ofNullable(headers.get(HttpHeaderNames.AUTHORIZATION)),
                new Wire("", (InetSocketAddress) client.remoteAddress(), (InetSocketAddress) client.localAddress())));
    }

    private static Optional<String> only(List<String> values) {
        return values.size() == 1 ? Optional.of(values.getFirst()) : Optional.empty();
    }
}
