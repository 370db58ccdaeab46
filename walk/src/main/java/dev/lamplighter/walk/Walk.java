package dev.lamplighter.walk;

import dev.lamplighter.walk.ConfigUrls.ConfigUrl;
import dev.lamplighter.walk.Leasing.Led;
import dev.lamplighter.walk.Leasing.To;
import dev.lamplighter.walk.script.Ending;
import dev.lamplighter.walk.script.ScriptRun;
import dev.lamplighter.walk.script.Settings;
import dev.lamplighter.walk.script.Uris;
import java.net.URI;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.regex.Pattern;

/** A booting client, step by step, asking over a {@link Wire}: firmware, boot file, iPXE, scripts, kernel, initrds, configs, and its addresses given back. */
public final class Walk {

    /** Loaders whose further way only they know. */
    private static final Pattern OTHER_LOADERS = Pattern.compile("(?i)(grub|shim|boot(x64|aa64|ia32|mgfw)|linux\\.0|syslinux|wdsnbp|pxeboot)[^/]*$");

    private final Persona who;
    private final WalkLimits limits;
    private final Diary diary;
    private final Leasing leasing;
    private final Fetching fetching;
    private final IpxeLoads loads;

    private Walk(Persona who, Wire wire, WalkLimits limits, LongSupplier nanoTime) {
        this.who = who;
        this.limits = limits;
        this.diary = new Diary(nanoTime);
        this.leasing = new Leasing(who, wire, diary);
        this.fetching = new Fetching(wire, diary, limits.transfers());
        this.loads = new IpxeLoads(fetching, diary, limits);
    }

    /** Walks as far as it comes. Whatever happens on the way, the addresses that were acknowledged go back. Takes as long as the wire takes. */
    public static WalkReport of(Persona who, Wire wire, WalkLimits limits) {
        return of(who, wire, limits, System::nanoTime);
    }

    static WalkReport of(Persona who, Wire wire, WalkLimits limits, LongSupplier nanoTime) {
        return new Walk(who, wire, limits, nanoTime).walk(wire.hearsEverybody());
    }

    /** From a script on: what iPXE does with {@code script} once it has an address. No DHCP is spoken. */
    public static WalkReport from(URI script, Persona who, Wire wire, WalkLimits limits) {
        var walk = new Walk(who, wire, limits, System::nanoTime);
        boolean boots = walk.runs(script, walk.settings(Optional.empty(), ""));
        return new WalkReport(who, wire.hearsEverybody(), boots, walk.diary.stages());
    }

    private WalkReport walk(boolean whole) {
        boolean boots = false;
        try {
            boots = firmware();
        } catch (WalkException stopped) {
            // The diary has it, at the stage where it happened.
            boots = false;
        } finally {
            leasing.release();
        }
        return new WalkReport(who, whole, boots, diary.stages());
    }

    private boolean firmware() throws WalkException {
        Choice.Speaks speaks = switch (who.firmware()) {
            case BIOS, UEFI_X64, UEFI_ARM64 -> Choice.Speaks.PXE;
            case HTTP -> Choice.Speaks.HTTP_BOOT;
            case IPXE -> Choice.Speaks.IPXE;
        };
        if (speaks == Choice.Speaks.IPXE) {
            return ipxe();
        }
        return switch (leasing.lead(Stage.FIRMWARE_DHCP, Stage.FIRMWARE_BOOT_SERVER, who.firmwareOptions(), speaks).to()) {
            case To.LocalDisk _ -> localDisk();
            case To.File(BootInfo info) -> {
                URI file = Fetching.place(info);
                Diary.Page page = fetching.open(Stage.BOOT_FILE, file);
                boolean there = fetching.fetch(page, file, limits.bootFile()).isPresent();
                yield there && (isOther(page, file) || ipxe());
            }
        };
    }

    private boolean ipxe() throws WalkException {
        Set<URI> seen = new HashSet<>();
        for (int i = 0; i < limits.loaders(); i++) {
            Led led = leasing.lead(Stage.IPXE_DHCP, Stage.IPXE_BOOT_SERVER, who.ipxeOptions(), Choice.Speaks.IPXE);
            switch (led.to()) {
                case To.LocalDisk _ -> {
                    return localDisk();
                }
                case To.File(BootInfo info) -> {
                    URI file = Fetching.place(info);
                    Optional<Fetched> got = loads.load(file);
                    if (got.isEmpty()) {
                        return false;
                    }
                    if (Fetching.isScript(got.get())) {
                        return ends(run(file, got.get(), settings(Optional.of(led), info.file())));
                    }
                    Diary.Page page = diary.last(Stage.LOADER).orElseThrow();
                    if (isOther(page, file)) {
                        return true;
                    }
                    if (!seen.add(file)) {
                        page.failed("iPXE is led to " + file + " again and again: who answers does not tell iPXE from firmware (user class \"iPXE\", option 77)");
                        return false;
                    }
                    page.note("iPXE gets a loader and not a script: it starts that one and asks DHCP again");
                }
            }
        }
        diary.last(Stage.LOADER).ifPresent(page -> page.failed("after " + limits.loaders() + " loaders there is still no script"));
        return false;
    }

    private boolean isOther(Diary.Page page, URI file) {
        boolean other = OTHER_LOADERS.matcher(Uris.tftpName(file)).find();
        if (other) {
            page.note("this is not iPXE: the walk ends here, as it knows only iPXE's further way");
        }
        return other;
    }

    private boolean localDisk() {
        diary.last(who.firmware() == Firmware.IPXE ? Stage.IPXE_DHCP : Stage.FIRMWARE_DHCP).ifPresent(page -> page.note("the machine boots from its disk"));
        return true;
    }

    private boolean runs(URI script, Settings settings) {
        Optional<Fetched> got = loads.load(script);
        return got.isPresent() && ends(run(script, got.get(), settings));
    }

    private Ending run(URI at, Fetched script, Settings settings) {
        return new ScriptRun(settings, loads, limits.depth(), limits.commands()).run(at, script.head().text());
    }

    private boolean ends(Ending ending) {
        Diary.Page script = diary.last(Stage.SCRIPT).orElseThrow();
        return switch (ending) {
            case Ending.Boots(List<String> arguments) -> {
                diary.last(Stage.KERNEL).ifPresent(kernel -> kernel.fact(Fact.ARGS, String.join(" ", arguments)));
                yield system() && configs(arguments);
            }
            case Ending.Starts(URI program) -> {
                diary.last(Stage.LOADER).ifPresent(loader -> loader.note(program + " takes over: the walk ends here"));
                yield true;
            }
            case Ending.Disk(String command) -> {
                script.note("the machine boots from a disk: " + command);
                yield true;
            }
            case Ending.Over(boolean _, String at) when at.startsWith("exit") -> {
                script.note("iPXE hands back (" + at + "): the firmware goes on with its next boot device");
                yield !diary.hasTrouble();
            }
            case Ending.Over(boolean well, String at) -> {
                script.failed(well ? "the script is over and has booted nothing" : "the script fails at: " + at);
                yield false;
            }
            case Ending.Lost(String why) -> {
                script.failed(why);
                yield false;
            }
        };
    }

    /** Without DHCP on the way there is none for the system. */
    private boolean system() {
        if (diary.last(Stage.IPXE_DHCP).isEmpty()) {
            return true;
        }
        try {
            leasing.system(who.systemOptions());
            return true;
        } catch (WalkException stopped) {
            // The diary has it.
            return false;
        }
    }

    private boolean configs(List<String> arguments) {
        boolean all = true;
        for (ConfigUrl config : ConfigUrls.in(arguments)) {
            URI url = Uris.parse(config.url());
            Diary.Page page = diary.open(Stage.CONFIG, config.argument() + " GET " + url);
            all &= fetching.text(page, url, limits.text()).isPresent();
        }
        return all;
    }

    /** iPXE's settings; what this machine does not have is empty. */
    private Settings settings(Optional<Led> led, String filename) {
        Map<String, String> values = new HashMap<>(Map.of("uuid", who.uuid().toString(), "mac", who.mac().toString(), "buildarch", who.firmware().buildArch(),
                "platform", who.firmware().platform(), "filename", filename, "version", "1.21.1"));
        led.flatMap(Led::lease).ifPresent(lease -> {
            Map<Fact, String> facts = lease.facts();
            values.put("ip", lease.address().toString());
            values.put("netmask", facts.get(Fact.NETMASK));
            values.put("gateway", facts.get(Fact.ROUTER).replaceFirst(" .*", ""));
            values.put("dns", facts.get(Fact.DNS).replaceFirst(" .*", ""));
            values.put("domain", facts.get(Fact.DOMAIN));
            values.put("hostname", facts.get(Fact.HOSTNAME));
            values.put("dhcp-server", lease.server().toString());
        });
        led.ifPresent(reached -> {
            if (reached.to() instanceof To.File(BootInfo info)) {
                values.put("next-server", info.nextServer().toString());
            }
        });
        return new Settings(values);
    }
}
