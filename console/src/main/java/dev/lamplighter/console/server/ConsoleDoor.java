package dev.lamplighter.console.server;

import dev.lamplighter.console.service.Access;
import dev.lamplighter.net.CannotListen;
import dev.lamplighter.net.Door;
import dev.lamplighter.net.Listening;
import dev.lamplighter.net.Loops;
import dev.lamplighter.net.Ports;
import dev.lamplighter.net.tls.ReloadingTls;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.epoll.EpollServerSocketChannel;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The console over TCP, for browsers: what the control socket offers, behind {@link Access}. */
public final class ConsoleDoor implements Door {

    private static final int BACKLOG = 64;

    private final InetSocketAddress at;
    private final Desk desk;
    private final Function<InetSocketAddress, Access> access;
    private final Optional<ReloadingTls> tls;
    private final Loops loops;
    private final Clients clients = new Clients();
    private Optional<Channel> socket = Optional.empty();

    /** {@code access} is made for where the door listens then; it speaks TLS where {@code tls} is there, and closes that at its end. */
    public ConsoleDoor(InetSocketAddress at, Desk desk, Function<InetSocketAddress, Access> access, Optional<ReloadingTls> tls, Loops loops) {
        this.at = at;
        this.desk = desk;
        this.access = access;
        this.tls = tls;
        this.loops = loops;
    }

    @Override
    public void open() throws CannotListen {
        ChannelFuture bound = new ServerBootstrap().group(loops.group()).channel(EpollServerSocketChannel.class)
                .option(ChannelOption.SO_BACKLOG, BACKLOG).option(ChannelOption.SO_REUSEADDR, true)
                .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, Clients.UNREAD)
                .childHandler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel client) {
                        tls.ifPresent(encrypting -> client.pipeline().addLast(encrypting.current().newHandler(client.alloc())));
                        clients.serve(client, desk, Gate.of(() -> access.apply((InetSocketAddress) client.parent().localAddress())));
                    }
                }).bind(at).awaitUninterruptibly();
        if (!bound.isSuccess()) {
            throw Ports.refusal("console", "tcp", at, Optional.empty(), bound.cause());
        }
        socket = Optional.of(bound.channel());
    }

    /** Where it listens; a port that was 0 is the one that was given. */
    public Optional<InetSocketAddress> address() {
        return socket.map(open -> (InetSocketAddress) open.localAddress());
    }

    @Override
    public List<Listening> listening() {
        return address().map(open -> new Listening("console", "tcp " + open.getAddress().getHostAddress() + ":" + open.getPort(),
                "lamplighter console shows how to open it")).stream().toList();
    }

    @Override
    public void stopTaking() {
        socket.ifPresent(open -> open.close().awaitUninterruptibly());
    }

    @Override
    public boolean busy() {
        return false;
    }

    @Override
    public void close() {
        stopTaking();
        socket = Optional.empty();
        clients.close();
        tls.ifPresent(ReloadingTls::close);
    }
}
