package dev.lamplighter.render.butane;

/**
 * What one translation may cost; beyond it the translation fails.
 *
 * @param document bytes of the document
 * @param depth lists and mappings inside each other
 * @param nodes that are decoded, where an alias counts like what it stands for
 * @param text characters that are decoded, likewise
 * @param files bytes that are read from the files directory
 */
public record ButaneLimits(int document, int depth, int nodes, long text, long files) {

    /** Enough for 4 MiB of configuration and 256 MiB of local files. */
    public static final ButaneLimits DEFAULT = new ButaneLimits(4 << 20, 200, 1_000_000, 16L << 20, 256L << 20);

    public ButaneLimits {
        if (document < 0 || depth < 0 || nodes < 0 || text < 0 || files < 0) {
            throw new IllegalArgumentException("a limit is negative");
        }
    }
}
