package dev.lamplighter.rpc.server;

import dev.lamplighter.net.Loops;
import dev.lamplighter.net.tls.TlsFiles;
import dev.lamplighter.rpc.RpcLimits;
import dev.lamplighter.rpc.RpcSettings;
import dev.lamplighter.rpc.service.Allowed;
import dev.lamplighter.rpc.testing.Certificates;
import dev.lamplighter.rpc.testing.Client;
import dev.lamplighter.rpc.testing.Heard;
import dev.lamplighter.store.catalog.CatalogStore;
import dev.lamplighter.store.catalog.MemoryCatalogStore;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Optional;

/** A door that is open on loopback, with a CA of its own and its files in a folder. */
final class RunningDoor implements AutoCloseable {

    final Certificates authority = Certificates.authority("CN=lab CA");
    final Heard heard = new Heard();
    final Path folder;
    final RpcDoor door;
    private final Loops loops = new Loops(1);

    private RunningDoor(Path folder, Allowed allowed, RpcLimits limits, CatalogStore store) throws Exception {
        this.folder = folder;
        authority.server().write(folder, "server");
        Certificates.bundle(folder.resolve("ca.crt"), authority);
        var files = new TlsFiles(folder.resolve("server.crt"), folder.resolve("server.key"), Optional.of(folder.resolve("ca.crt")));
        door = new RpcDoor(new RpcSettings(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), files, allowed, limits), store, heard, loops);
        door.open();
    }

    static RunningDoor in(Path folder) throws Exception {
        return new RunningDoor(folder, Allowed.ALL, RpcLimits.DEFAULT, new MemoryCatalogStore());
    }

    static RunningDoor in(Path folder, Allowed allowed) throws Exception {
        return new RunningDoor(folder, allowed, RpcLimits.DEFAULT, new MemoryCatalogStore());
    }

    static RunningDoor in(Path folder, RpcLimits limits, CatalogStore store) throws Exception {
        return new RunningDoor(folder, Allowed.ALL, limits, store);
    }

    InetSocketAddress at() {
        return door.addresses().getFirst();
    }

    /** A client hears its answer before the door has put the call away. */
    void awaitIdle() throws InterruptedException {
        for (int looks = 0; door.busy(); looks++) {
            if (looks == 3_000) {
                throw new AssertionError("a call is still open");
            }
            Thread.sleep(10);
        }
    }

    Client client(String subject) {
        return client(authority.client(subject));
    }

    Client client(Certificates who) {
        return Client.as(who, authority, at());
    }

    @Override
    public void close() {
        door.close();
        loops.close();
    }
}
