package dev.lamplighter.demo;

import dev.lamplighter.demo.lab.AddressPlan;
import dev.lamplighter.demo.lab.Folders;
import dev.lamplighter.demo.payload.Payload;
import dev.lamplighter.demo.process.DemoException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.UnaryOperator;

/** What the appliance serves in the demo: a copy of {@code examples/lab} with a kernel and an initramfs in it. */
record Site(Path folder) {

    private static final String NAME = "boot.lab.test:" + AddressPlan.HTTP_PORT;
    private static final String LOOPBACK = "127.0.0.1:" + AddressPlan.HTTP_PORT;

    /** The lab as it is written. */
    static Site inLab(Path examples, Path folder, Payload payload) throws DemoException {
        return made(examples, folder, payload, UnaryOperator.identity());
    }

    /** The lab on loopback, under the port {@code port}. */
    static Site onLoopback(Path examples, Path folder, Payload payload, int port) throws DemoException {
        return made(examples, folder, payload, text -> text.replace(NAME, "127.0.0.1:" + port).replace(LOOPBACK, "127.0.0.1:" + port));
    }

    Path settings() {
        return folder.resolve("lamplighter.yaml");
    }

    Path loopbackSettings() {
        return folder.resolve("loopback.yaml");
    }

    private static Site made(Path examples, Path folder, Payload payload, UnaryOperator<String> edit) throws DemoException {
        if (!Files.isDirectory(examples)) {
            throw new DemoException("there is no folder " + examples, "start the demo by the `lamplighter` script of a whole checkout");
        }
        try {
            Folders.copy(examples, folder, edit);
            payload.copyTo(folder.resolve("assets/lab"));
            Files.createDirectories(folder.resolve("state"));
            return new Site(folder);
        } catch (IOException full) {
            throw new DemoException("cannot copy " + examples + " to " + folder + ": " + full.getMessage(), "make room there", full);
        }
    }
}
