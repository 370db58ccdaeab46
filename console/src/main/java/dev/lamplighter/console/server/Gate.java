package dev.lamplighter.console.server;

import dev.lamplighter.console.service.Access.Head;
import dev.lamplighter.console.service.Access.Verdict;
import dev.lamplighter.console.service.Access;
import dev.lamplighter.console.service.Caller;
import io.netty.channel.Channel;
import io.netty.channel.epoll.EpollDomainSocketChannel;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;

/** Decides by the head of a request who asks and whether it may. May wait for a disk. */
@FunctionalInterface
interface Gate {

    Verdict judge(Channel client, String path, HttpHeaders headers);

    /** Who could open the control socket is trusted; the kernel says who that is. */
    static Verdict local(Channel client, String path, HttpHeaders headers) {
        if (client instanceof EpollDomainSocketChannel socket) {
            try {
                var peer = socket.peerCredentials();
                return new Verdict.Pass(new Caller("uid " + peer.uid(), "pid " + peer.pid(), true));
            } catch (IOException gone) {
                return new Verdict.Pass(new Caller("", "a process that has ended", true));
            }
        }
        throw new IllegalStateException("no control socket: " + client);
    }

    static Gate of(Access access) {
        return (client, path, headers) -> access.judge(new Head(path, only(headers.getAll(HttpHeaderNames.HOST)), Optional.ofNullable(headers.get(HttpHeaderNames.ORIGIN)),
                Optional.ofNullable(headers.get(HttpHeaderNames.AUTHORIZATION)),
                client.remoteAddress() instanceof InetSocketAddress peer ? peer.getAddress().getHostAddress() : ""));
    }

    private static Optional<String> only(List<String> values) {
        return values.size() == 1 ? Optional.of(values.getFirst()) : Optional.empty();
    }
}
