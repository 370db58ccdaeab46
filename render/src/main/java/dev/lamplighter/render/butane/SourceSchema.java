package dev.lamplighter.render.butane;

import dev.lamplighter.render.ignition.Schema;

/** What a Butane document may hold. Fields have the names and types that a person writes, and come with the Ignition version that brought them. */
final class SourceSchema {

    /** What chooses the dialect. */
    static final Schema SELECTION = new Schema().name("variant").name("version");

    private static final Schema VERIFICATION = new Schema().text("hash");

    private static final Schema HEADER = new Schema().name("name").text("value");

    /** Something to fetch or to embed. */
    static final Schema RESOURCE = new Schema()
            .text("compression").parts("http_headers", HEADER).since(1).text("source").text("inline").text("local").since(1)
            .part("verification", VERIFICATION);

    /** Something to fetch from the section {@code ignition}, where nothing could be embedded in the beginning. */
    static final Schema REFERENCE = new Schema()
            .text("compression").since(1).parts("http_headers", HEADER).since(1).text("source").text("inline").since(1).text("local").since(1)
            .part("verification", VERIFICATION);

    private static final Schema IGNITION = new Schema()
            .part("config", new Schema().parts("merge", REFERENCE).part("replace", REFERENCE))
            .part("proxy", new Schema().text("http_proxy").text("https_proxy").texts("no_proxy")).since(1)
            .part("security", new Schema().part("tls", new Schema().parts("certificate_authorities", REFERENCE)))
            .part("timeouts", new Schema().whole("http_response_headers").whole("http_total"));

    static final Schema USER = new Schema()
            .text("gecos").texts("groups").text("home_dir").name("name").flag("no_create_home").flag("no_log_init").flag("no_user_group")
            .text("password_hash").text("primary_group").flag("should_exist").since(2).texts("ssh_authorized_keys")
            .texts("ssh_authorized_keys_local").since(4).text("shell").flag("system").whole("uid");

    private static final Schema PASSWD = new Schema()
            .parts("groups", new Schema().whole("gid").name("name").text("password_hash").flag("should_exist").since(2).flag("system"))
            .parts("users", USER);

    private static final Schema OWNER = new Schema().whole("id").text("name");

    private static final Schema PARTITION = new Schema()
            .text("guid").text("label").whole("number").ifNotEmpty().flag("resize").since(2).flag("should_exist").whole("size_mib")
            .whole("start_mib").text("type_guid").flag("wipe_partition_entry");

    private static final Schema FILESYSTEM = new Schema()
            .name("device").text("format").text("label").texts("mount_options").since(1).texts("options").text("path").text("uuid")
            .flag("wipe_filesystem").flag("with_mount_unit").since(1);

    private static final Schema TANG = new Schema().text("thumbprint").name("url").text("advertisement").since(4);

    private static final Schema CLEVIS = new Schema()
            .part("custom", new Schema().text("config").optionalSince(3).flag("needs_network").text("pin").optionalSince(3)).optionalSince(3)
            .parts("tang", TANG).whole("threshold").flag("tpm2");

    private static final Schema CEX = new Schema().flag("enabled");

    private static final Schema LUKS = new Schema()
            .part("cex", CEX).since(5).part("clevis", CLEVIS).optionalSince(3).text("device").flag("discard").since(4).part("key_file", RESOURCE)
            .text("label").name("name").texts("open_options").since(4).texts("options").text("uuid").flag("wipe_volume");

    private static final Schema TREE = new Schema()
            .part("group", OWNER).since(6).name("local").text("path").part("user", OWNER).since(6).whole("file_mode").since(6)
            .whole("dir_mode").since(6);

    private static final Schema STORAGE = new Schema()
            .parts("directories", node().whole("mode"))
            .parts("disks", new Schema().name("device").parts("partitions", PARTITION).flag("wipe_table"))
            .parts("files", node().parts("append", RESOURCE).part("contents", RESOURCE).whole("mode"))
            .parts("filesystems", FILESYSTEM)
            .parts("links", node().flag("hard").text("target").optionalSince(3))
            .parts("luks", LUKS).since(2)
            .parts("raid", new Schema().texts("devices").text("level").optionalSince(3).name("name").texts("options").whole("spares"))
            .parts("trees", TREE).since(1);

    private static final Schema DROPIN = new Schema().text("contents").text("contents_local").since(4).name("name");

    private static final Schema SYSTEMD = new Schema()
            .parts("units", new Schema().text("contents").text("contents_local").since(4).parts("dropins", DROPIN).flag("enabled").flag("mask")
                    .name("name"))
            .parts("quadlets", new Schema().text("contents").text("contents_local").name("name").flag("rootful").parts("dropins", DROPIN)).since(7);

    private SourceSchema() {}

    /** A whole document of that dialect. */
    static Schema of(Dialect dialect) {
        var schema = new Schema()
                .name("version").name("variant").part("ignition", IGNITION)
                .part("kernel_arguments", new Schema().texts("should_exist").texts("should_not_exist")).since(3)
                .part("passwd", PASSWD).part("storage", STORAGE).part("systemd", SYSTEMD);
        if (dialect.fcos() >= 3) {
            schema.part("boot_device", bootDevice(dialect.fcos()));
        }
        if (dialect.fcos() >= 5) {
            schema.part("grub", new Schema().parts("users", new Schema().name("name").text("password_hash")));
        }
        if (dialect.isOpenShift()) {
            schema.part("metadata", new Schema().name("name").part("labels", Schema.ANY_TEXT))
                    .part("openshift", new Schema().texts("kernel_arguments").texts("extensions").flag("fips").text("kernel_type"));
        }
        return schema;
    }

    private static Schema bootDevice(int fcos) {
        var luks = new Schema().parts("tang", TANG).whole("threshold").flag("tpm2");
        if (fcos >= 5) {
            luks.flag("discard");
        }
        if (fcos >= 6) {
            luks.part("cex", CEX).text("device");
        }
        return new Schema().text("layout").part("luks", luks).part("mirror", new Schema().texts("devices"));
    }

    private static Schema node() {
        return new Schema().part("group", OWNER).flag("overwrite").name("path").part("user", OWNER);
    }
}
