package dev.lamplighter.walk;

/**
 * How far a walk goes: how many scripts deep, how many commands of scripts and transfers in all, how many loaders one after the other, and
 * how many octets of a boot file, of a kernel or initrd, and of a text it reads.
 */
public record WalkLimits(int depth, int commands, int transfers, int loaders, long bootFile, long program, long text) {

    public static final WalkLimits DEFAULT = new WalkLimits(8, 1000, 64, 3, 64L << 20, 64L << 10, 1L << 20);

    /** The same, with kernels and initrds read to their ends. */
    public WalkLimits withWholePrograms() {
        return new WalkLimits(depth, commands, transfers, loaders, bootFile, Long.MAX_VALUE, text);
    }
}
