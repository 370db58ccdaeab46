package dev.lamplighter.console.server;

import dev.lamplighter.net.CannotListen;
import dev.lamplighter.net.Door;
import dev.lamplighter.net.Listening;
import dev.lamplighter.net.Loops;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.epoll.EpollServerDomainSocketChannel;
import io.netty.channel.unix.DomainSocketAddress;
import java.io.IOException;
import java.net.BindException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;

/** The control socket: the commands of this host ask here. Who may open the file may ask; its mode is 0660. */
public final class AdminDoor implements Door {

    private static final int BACKLOG = 64;

    private final Path path;
    private final Desk desk;
    private final Loops loops;
    private final Clients clients = new Clients();
    private Optional<Channel> socket = Optional.empty();

    public AdminDoor(Path path, Desk desk, Loops loops) {
        this.path = path;
        this.desk = desk;
        this.loops = loops;
    }

    @Override
    public void open() throws CannotListen {
        var bootstrap = new ServerBootstrap().group(loops.group()).channel(EpollServerDomainSocketChannel.class)
                .option(ChannelOption.SO_BACKLOG, BACKLOG)
                .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, Clients.UNREAD)
                .childHandler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel client) {
                        clients.serve(client, desk, Gate::local);
                    }
                });
        makeRoom();
        ChannelFuture bound = bootstrap.bind(new DomainSocketAddress(path.toString())).awaitUninterruptibly();
        if (!bound.isSuccess()) {
            throw new CannotListen("admin.socket: " + path + " cannot be opened: " + bound.cause().getMessage(), bound.cause());
        }
        socket = Optional.of(bound.channel());
        try {
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-rw----"));
        } catch (IOException unsafe) {
            close();
            throw new CannotListen("admin.socket: the mode of " + path + " cannot be set: " + unsafe.getMessage(), unsafe);
        }
    }

    /** A socket that nobody listens on any more is left by a process that was killed. */
    private void makeRoom() throws CannotListen {
        try {
            boolean there = Files.exists(path, LinkOption.NOFOLLOW_LINKS);
            if (there && !Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS).isOther()) {
                throw new CannotListen("admin.socket: " + path + " is no socket; name another place, or move it away", new BindException("not a socket"));
            }
            if (there && isServed()) {
                throw new CannotListen("admin.socket: another process serves " + path, new BindException("in use"));
            }
            Path folder = path.toAbsolutePath().getParent();
            if (!Files.isDirectory(folder)) {
                Files.createDirectory(folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-x---")));
            }
            Files.deleteIfExists(path);
        } catch (IOException stays) {
            throw new CannotListen("admin.socket: no socket can be made at " + path + ": " + stays, stays);
        }
    }

    private boolean isServed() {
        try (var client = SocketChannel.open(UnixDomainSocketAddress.of(path))) {
            return client.isConnected();
        } catch (IOException nobody) {
            return false;
        }
    }

    @Override
    public List<Listening> listening() {
        return List.of(new Listening("admin", "unix " + path, "for lamplighter boots and explain"));
    }

    @Override
    public void stopTaking() {
        socket.ifPresent(open -> {
            var _ = open.close();
        });
    }

    @Override
    public boolean busy() {
        return false;
    }

    @Override
    public void close() {
        socket.ifPresent(open -> {
            open.close().awaitUninterruptibly();
            // Where it stays, the next start removes it.
            var _ = path.toFile().delete();
        });
        socket = Optional.empty();
        clients.close();
    }
}
