package dev.lamplighter.walk;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.lamplighter.walk.script.Uris;
import java.net.URI;
import java.util.Optional;

/** Fetches files over the wire and writes down what came. */
final class Fetching {

    private static final String SCRIPT = "#!ipxe";

    private final Wire wire;
    private final Diary diary;
    private int left;

    Fetching(Wire wire, Diary diary, int most) {
        this.wire = wire;
        this.diary = diary;
        this.left = most;
    }

    /** Where a client finds what DHCP named. */
    static URI place(BootInfo info) {
        return info.isUrl() ? Uris.parse(info.file()) : Uris.tftp(info.nextServer().toString(), info.file());
    }

    static boolean isScript(Fetched fetched) {
        return fetched.head().length() >= SCRIPT.length() && new String(fetched.head().slice(0, SCRIPT.length()).toArray(), ISO_8859_1).equals(SCRIPT);
    }

    /** Empty when it did not come; the page says why. */
    Optional<Fetched> fetch(Diary.Page page, URI what, long most) {
        page.fact(Fact.URL, what.toString());
        if (left-- <= 0) {
            page.failed("this walk has fetched enough: the scripts ask for more and more");
            return Optional.empty();
        }
        try {
            Fetched got = wire.fetch(what, most);
            page.fact(Fact.STATUS, Integer.toString(got.status()));
            page.heard("status " + got.status() + (got.length() == Fetched.UNKNOWN ? "" : ", " + got.length() + " octets") + (got.mediaType().isEmpty() ? "" : ", " + got.mediaType()));
            if (!got.isThere()) {
                page.failed(what + " answers with status " + got.status() + meaning(got.status()));
                return Optional.empty();
            }
            page.fact(Fact.LENGTH, got.length() == Fetched.UNKNOWN ? "" : Long.toString(got.length()));
            page.fact(Fact.TYPE, got.mediaType());
            page.close();
            return Optional.of(got);
        } catch (WalkException stopped) {
            page.failed(stopped.getMessage());
            return Optional.empty();
        }
    }

    /** The same for a text, which is kept; no page gets more than {@link Fetched#KEPT} octets. */
    Optional<Fetched> text(Diary.Page page, URI what, long most) {
        Optional<Fetched> got = fetch(page, what, Math.min(most, Fetched.KEPT));
        got.filter(text -> !isBinary(text)).ifPresent(text -> page.fact(Fact.TEXT, text.head().text()));
        return got;
    }

    /** Some kernel arguments name images, and they are no text. */
    private static boolean isBinary(Fetched fetched) {
        return new String(fetched.head().toArray(), ISO_8859_1).indexOf(0) >= 0;
    }

    Diary.Page open(Stage stage, URI what) {
        return diary.open(stage, "GET " + what);
    }

    private static String meaning(int status) {
        return switch (status) {
            case Fetched.NOT_FOUND -> ": it is not there";
            case Fetched.FORBIDDEN, 401 -> ": this client may not read it";
            default -> "";
        };
    }
}
