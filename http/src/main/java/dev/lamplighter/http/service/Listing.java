package dev.lamplighter.http.service;

import dev.lamplighter.http.packet.Html;
import dev.lamplighter.http.packet.Percent;
import dev.lamplighter.model.Bytes;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

import static java.nio.charset.StandardCharsets.UTF_8;

/** A page with the names in a folder, in the order of their octets. */
final class Listing {

    private final int most;

    /** Reads at most {@code most} entries and says so where there are more. */
    Listing(int most) {
        this.most = most;
    }

    Bytes of(Path folder) throws IOException {
        var names = new ArrayList<String>();
        boolean more = false;
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
            for (Path entry : entries) {
                if (names.size() == most) {
                    more = true;
                    break;
                }
                names.add(entry.getFileName() + (Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS) ? "/" : ""));
            }
        } catch (DirectoryIteratorException unreadable) {
            throw unreadable.getCause();
        }
        return page(names, more);
    }

    private static Bytes page(List<String> names, boolean more) {
        names.sort(Comparator.comparing(Listing::octetsWithoutSlash, Arrays::compareUnsigned));
        var page = new StringBuilder("<!doctype html>\n<meta name=\"viewport\" content=\"width=device-width\">\n<pre>\n");
        for (String name : names) {
            page.append("<a href=\"").append(Percent.relative(name)).append("\">").append(Html.escape(name)).append("</a>\n");
        }
        if (more) {
            page.append("… and more\n");
        }
        return Bytes.utf8(page.append("</pre>\n").toString());
    }

    private static byte[] octetsWithoutSlash(String name) {
        return (name.endsWith("/") ? name.substring(0, name.length() - 1) : name).getBytes(UTF_8);
    }
}
