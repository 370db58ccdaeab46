package dev.lamplighter.walk.wire;

import dev.lamplighter.model.Ip4;
import dev.lamplighter.walk.WalkException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The leased address on the interface, for as long as the lease. What the interface had before stays. Needs {@code ip} (iproute2) and CAP_NET_ADMIN. */
final class BorrowedAddress implements AutoCloseable {

    private final String interfaceName;
    private Optional<String> taken = Optional.empty();

    BorrowedAddress(String interfaceName) {
        this.interfaceName = interfaceName;
    }

    /** Takes {@code address} and gives back the one before. */
    synchronized void take(Ip4 address, int prefix) throws WalkException {
        String wanted = address + "/" + prefix;
        if (taken.filter(wanted::equals).isPresent()) {
            return;
        }
        close();
        if (dev.lamplighter.net.Interfaces.addresses(interfaceName).orElse(List.of()).stream().anyMatch(own -> own.address().equals(address))) {
            return;
        }
        Optional<String> failed = ip("add", wanted);
        if (failed.isPresent()) {
            throw new WalkException("cannot take " + wanted + " on " + interfaceName + ": " + failed.get());
        }
        taken = Optional.of(wanted);
    }

    /** Gives the address back. */
    @Override
    public synchronized void close() {
        // An interface that is gone has no address any more.
        taken.ifPresent(address -> ip("del", address));
        taken = Optional.empty();
    }

    /** Why it failed; empty if it did not. */
    private Optional<String> ip(String verb, String address) {
        var words = new ArrayList<>(List.of("ip", "address", verb, address, "dev", interfaceName));
        try {
            Process ran = new ProcessBuilder(words).redirectErrorStream(true).start();
            ran.getOutputStream().close();
            String said = new String(ran.getInputStream().readNBytes(4096), StandardCharsets.UTF_8).strip();
            if (!ran.waitFor(10, TimeUnit.SECONDS)) {
                ran.destroyForcibly();
                return Optional.of("`" + String.join(" ", words) + "` does not end");
            }
            return ran.exitValue() == 0 ? Optional.empty() : Optional.of(said);
        } catch (IOException missing) {
            return Optional.of("ip is not there: install iproute2 (" + missing.getMessage() + ")");
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
            return Optional.of("interrupted");
        }
    }
}
