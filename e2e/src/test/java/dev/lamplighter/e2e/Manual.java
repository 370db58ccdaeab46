package dev.lamplighter.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** A page of the manual: the blocks that are marked {@code sh}, which a reader would paste into a terminal. */
record Manual(Path page, List<String> blocks) {

    private static final Pattern BLOCK = Pattern.compile("^```sh\\R(.*?)^```$", Pattern.DOTALL | Pattern.MULTILINE);

    static Manual read(String page) throws IOException {
        Path file = Host.root().resolve("docs").resolve(page);
        return new Manual(file, BLOCK.matcher(Files.readString(file)).results().map(found -> found.group(1)).toList());
    }
}
