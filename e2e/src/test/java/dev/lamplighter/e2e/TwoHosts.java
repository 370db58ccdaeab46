package dev.lamplighter.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** Two network namespaces joined by a cable: a server at 10.99.0.1/16 and a client at 10.99.0.2/16. Nothing leaks into the host's network. */
final class TwoHosts implements AutoCloseable {

    private final String name = "lle2e" + ProcessHandle.current().pid();

    TwoHosts() throws IOException, InterruptedException {
        try {
            Host.run("ip", "netns", "add", name + "s");
            Host.run("ip", "netns", "add", name + "c");
            plugInTheCable();
        } catch (IOException | InterruptedException | AssertionError failed) {
            close();
            throw failed;
        }
    }

    /** Makes the interfaces of both hosts, with their addresses. */
    void plugInTheCable() throws IOException, InterruptedException {
        Host.run("ip", "-n", name + "s", "link", "add", "eth0", "type", "veth", "peer", "name", "eth0", "netns", name + "c");
        address("s", "10.99.0.1/16");
        address("c", "10.99.0.2/16");
    }

    /** Both interfaces are gone. */
    void pullTheCable() throws IOException, InterruptedException {
        ip("s", "link", "del", "eth0");
    }

    /** {@code ip} on the server's host ({@code s}) or the client's ({@code c}). */
    void ip(String side, String... words) throws IOException, InterruptedException {
        Host.run(Host.concat(List.of("ip", "-n", name + side), List.of(words)).toArray(String[]::new));
    }

    private void address(String side, String address) throws IOException, InterruptedException {
        Host.run("ip", "-n", name + side, "link", "set", "lo", "up");
        Host.run("ip", "-n", name + side, "addr", "add", address, "brd", "+", "dev", "eth0");
        Host.run("ip", "-n", name + side, "link", "set", "eth0", "up");
    }

    /** The words before a command that runs on the server's host. */
    List<String> onServer() {
        return List.of("ip", "netns", "exec", name + "s");
    }

    List<String> onClient() {
        return List.of("ip", "netns", "exec", name + "c");
    }

    @Override
    public void close() {
        for (String side : List.of("s", "c")) {
            try {
                new ProcessBuilder("ip", "netns", "del", name + side).redirectErrorStream(true).start().waitFor();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException hurried) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
