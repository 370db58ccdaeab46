package dev.lamplighter.render.ignition;

/** What an Ignition file may hold, from specification 3.0.0 to 3.6.0, and in the experimental 3.7.0, which adds nothing to it. */
public final class Specification {

    /** The minor version that Matchbox serves. */
    static final int MATCHBOX = 4;

    /** The newest minor version that is known here. */
    static final int NEWEST = 6;

    /** The minor version that is still an experiment. */
    private static final int EXPERIMENTAL = 7;

    private Specification() {}

    /** How a file says that it is of version 3.{@code minor}. */
    public static String version(int minor) {
        return "3." + minor + (minor < EXPERIMENTAL ? ".0" : ".0-experimental");
    }

    private static final Schema VERIFICATION = new Schema().text("hash");

    private static final Schema HEADER = new Schema().name("name").text("value");

    private static final Schema RESOURCE = new Schema()
            .text("compression").parts("httpHeaders", HEADER).since(1).text("source").part("verification", VERIFICATION);

    /** A resource of the section {@code ignition}, which could not be compressed in 3.0.0. */
    private static final Schema REFERENCE = new Schema()
            .text("compression").since(1).parts("httpHeaders", HEADER).since(1).text("source").part("verification", VERIFICATION);

    private static final Schema IGNITION = new Schema()
            .part("config", new Schema().parts("merge", REFERENCE).part("replace", REFERENCE))
            .part("proxy", new Schema().text("httpProxy").text("httpsProxy").texts("noProxy")).since(1)
            .part("security", new Schema().part("tls", new Schema().parts("certificateAuthorities", REFERENCE)))
            .part("timeouts", new Schema().whole("httpResponseHeaders").whole("httpTotal"))
            .name("version");

    private static final Schema PASSWD = new Schema()
            .parts("groups", new Schema()
                    .whole("gid").name("name").text("passwordHash").flag("shouldExist").since(2).flag("system"))
            .parts("users", new Schema()
                    .text("gecos").texts("groups").text("homeDir").name("name").flag("noCreateHome").flag("noLogInit").flag("noUserGroup")
                    .text("passwordHash").text("primaryGroup").texts("sshAuthorizedKeys").text("shell").flag("shouldExist").since(2)
                    .flag("system").whole("uid"));

    private static final Schema OWNER = new Schema().whole("id").text("name");

    private static final Schema PARTITION = new Schema()
            .text("guid").text("label").whole("number").ifNotEmpty().flag("resize").since(2).flag("shouldExist").whole("sizeMiB").whole("startMiB")
            .text("typeGuid").flag("wipePartitionEntry");

    private static final Schema FILESYSTEM = new Schema()
            .name("device").text("format").text("label").texts("mountOptions").since(1).texts("options").text("path").text("uuid")
            .flag("wipeFilesystem");

    private static final Schema CLEVIS = new Schema()
            .part("custom", new Schema().text("config").optionalSince(3).flag("needsNetwork").text("pin").optionalSince(3)).optionalSince(3)
            .parts("tang", new Schema().text("advertisement").since(4).text("thumbprint").text("url").ifNotEmpty())
            .whole("threshold").flag("tpm2");

    private static final Schema LUKS = new Schema()
            .part("cex", new Schema().flag("enabled")).since(5)
            .part("clevis", CLEVIS).optionalSince(3).text("device").flag("discard").since(4).part("keyFile", RESOURCE).text("label").name("name")
            .texts("openOptions").since(4).texts("options").text("uuid").flag("wipeVolume");

    private static final Schema STORAGE = new Schema()
            .parts("directories", node().whole("mode"))
            .parts("disks", new Schema().name("device").parts("partitions", PARTITION).flag("wipeTable"))
            .parts("files", node().parts("append", RESOURCE).part("contents", RESOURCE).whole("mode"))
            .parts("filesystems", FILESYSTEM)
            .parts("links", node().flag("hard").text("target").optionalSince(3))
            .parts("luks", LUKS).since(2)
            .parts("raid", new Schema().texts("devices").text("level").optionalSince(3).name("name").texts("options").whole("spares"));

    private static final Schema SYSTEMD = new Schema()
            .parts("units", new Schema()
                    .text("contents").parts("dropins", new Schema().text("contents").name("name")).flag("enabled").flag("mask").name("name"));

    /** A whole file. */
    public static final Schema CONFIG = new Schema()
            .part("ignition", IGNITION)
            .part("kernelArguments", new Schema().texts("shouldExist").texts("shouldNotExist")).since(3)
            .part("passwd", PASSWD).part("storage", STORAGE).part("systemd", SYSTEMD);

    private static Schema node() {
        return new Schema().part("group", OWNER).flag("overwrite").name("path").part("user", OWNER);
    }
}
