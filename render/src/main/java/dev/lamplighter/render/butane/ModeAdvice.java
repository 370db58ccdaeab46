package dev.lamplighter.render.butane;

/** Finds modes that were written in decimal although octal was meant. */
final class ModeAdvice {

    private static final long LARGEST_WRITTEN = 7777;

    private ModeAdvice() {}

    /** Whether a mode makes no sense, but would if its decimal digits were octal ones. */
    static boolean isMistaken(long mode, boolean directory) {
        if (mode < 0 || mode > LARGEST_WRITTEN || !Long.toString(mode).matches("[0-7]+")) {
            return false;
        }
        return !isTypical((int) mode, directory) && isTypical(Integer.parseInt(Long.toString(mode), 8), directory);
    }

    private static boolean isTypical(int mode, boolean directory) {
        if (mode == 0) {
            return true;
        }
        int others = mode & 7;
        int group = mode >> 3 & 7;
        int owner = mode >> 6 & 7;
        int all = others | group | owner;
        if (!follows(others, 0) || !follows(group, others) || !follows(owner, others | group) || (all & 4) == 0) {
            return false;
        }
        boolean writable = (all & 2) != 0;
        boolean executable = (all & 1) != 0;
        if (directory) {
            return executable && (mode & 04000) == 0 && ((mode & 03000) == 0 || writable);
        }
        boolean setId = (mode & 06000) != 0;
        return (mode & 01000) == 0 && (!setId || (executable && (others & 2) == 0));
    }

    /** Whether one class may have these rights, given what the less specific classes have: no less, and it can read what it writes or runs. */
    private static boolean follows(int rights, int below) {
        boolean noLess = (below & ~rights) == 0;
        boolean alike = (rights & 1) == 0 || (below & 4) == 0 || (below & 1) != 0;
        boolean readable = (rights & 3) == 0 || (rights & 4) != 0;
        return noLess && alike && readable;
    }
}
