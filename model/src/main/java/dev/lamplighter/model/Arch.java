package dev.lamplighter.model;

/**
 * A client's architecture as option 93 names it (IANA, "Processor Architecture Types"; RFC 4578 section 2.1). 7 and 9 are both x64
 * UEFI, because the RFC once had them the other way round and firmware of both opinions exists.
 */
public record Arch(int code) {

    public static final Arch BIOS = new Arch(0);
    public static final Arch EFI_X64 = new Arch(7);

    public Arch {
        if (code < 0 || code > 0xffff) {
            throw new IllegalArgumentException("an architecture is 0 to 65535, not " + code);
        }
    }

    /** What kind of boot file such a client can start. */
    public Kind kind() {
        return switch (code) {
            case 0, 20 -> Kind.BIOS;
            case 6, 15 -> Kind.EFI_IA32;
            case 7, 9, 16, 17 -> Kind.EFI_X64;
            case 10, 18 -> Kind.EFI_ARM32;
            case 11, 19 -> Kind.EFI_ARM64;
            default -> Kind.OTHER;
        };
    }

    /** Whether this is one of the HTTP Boot twins, whose boot file is a URL (UEFI 2.10 section 24.7). */
    public boolean overHttp() {
        return switch (code) {
            case 15, 16, 17, 18, 19, 20, 23, 24, 26, 28, 30 -> true;
            default -> false;
        };
    }

    @Override
    public String toString() {
        return switch (kind()) {
            case OTHER -> "client-arch " + code;
            default -> kind().key() + (overHttp() ? "-http" : "") + " (client-arch " + code + ")";
        };
    }

    /** The kinds of boot file; {@link #key} is how settings name them. */
    public enum Kind {
        BIOS("bios"), EFI_IA32("efi-ia32"), EFI_X64("efi-x64"), EFI_ARM32("efi-arm32"), EFI_ARM64("efi-arm64"), OTHER("other");

        private final String key;

        Kind(String key) {
            this.key = key;
        }

        public String key() {
            return key;
        }
    }
}
