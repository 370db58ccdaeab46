package dev.lamplighter.render.butane;

import dev.lamplighter.render.ignition.Origin;
import dev.lamplighter.render.ignition.Section;

/** What sugar needs to embed files: where they are, how they are packed, and whom to tell of a problem. */
record Embedding(LocalFiles files, boolean mayCompress, Report report) {

    static final String EXISTS = "matching filesystem node has existing contents or different type";

    private static final long MODE = 0644;

    /** Puts contents into a file, and a mode if it has none. */
    void embed(byte[] contents, Origin origin, Section file) {
        Section target = file.open("contents", origin);
        target.mark("source", origin);
        DataUrls.Embedded embedded = DataUrls.embed(contents, !target.textOrEmpty("compression").isEmpty(), mayCompress);
        target.put("source", embedded.url(), origin);
        embedded.compression().ifPresent(compression -> target.put("compression", compression, origin));
    }

    /** Gives a file a mode if it has none. */
    static void mode(Section file, long mode, Origin origin) {
        if (!file.has("mode")) {
            file.put("mode", mode, origin);
        }
    }

    static void mode(Section file, Origin origin) {
        mode(file, MODE, origin);
    }
}
