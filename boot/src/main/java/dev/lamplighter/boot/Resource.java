package dev.lamplighter.boot;

/** What can be asked for. */
public sealed interface Resource {

    /** The constant script that sends iPXE back with its labels. */
    record BootScript() implements Resource {}

    /** What is made for a machine from its group and profile. */
    enum Document implements Resource { IPXE, GRUB, IGNITION, CLOUD, GENERIC, METADATA }

    /**
     * A file of cloud-init's NoCloud data source, such as Ubuntu's installer reads. {@code USER_DATA} is the profile's generic template; the
     * others are the templates beside it that have their {@link #file} name at their end, after a dot.
     */
    enum Seed implements Resource {
        USER_DATA("user-data"), META_DATA("meta-data"), VENDOR_DATA("vendor-data"), NETWORK_CONFIG("network-config");

        private final String file;

        Seed(String file) {
            this.file = file;
        }

        /** What cloud-init appends to the URL that it was given. */
        public String file() {
            return file;
        }
    }

    /** A file below the assets folder; {@code path} is decoded and has no leading slash. */
    record Asset(String path) implements Resource {}

    /** A machine tells that it has been installed. */
    record BootDone() implements Resource {}

    /** A boot file by the name that firmware asks for. Where there is none, some are made, if {@code made} files will do. */
    record BootFile(String name, boolean made) implements Resource {

        /** Made files will do. */
        public BootFile(String name) {
            this(name, true);
        }
    }
}
