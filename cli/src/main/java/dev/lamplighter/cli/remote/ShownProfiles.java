package dev.lamplighter.cli.remote;

import dev.lamplighter.model.Bytes;
import dev.lamplighter.model.Profile;
import dev.lamplighter.model.Profile.NetBoot;
import dev.lamplighter.store.catalog.CatalogFile;
import java.io.PrintStream;
import java.util.List;

record ShownProfiles(List<Profile> profiles) implements Shown {

    ShownProfiles {
        profiles = List.copyOf(profiles);
    }

    @Override
    public List<Bytes> json() {
        return profiles.stream().map(CatalogFile::text).toList();
    }

    @Override
    public void table(PrintStream out) {
        var table = new Table("ID", "PROFILE NAME", "IGNITION", "CLOUD", "GENERIC", "IPXE", "GRUB");
        profiles.forEach(profile -> table.row(profile.id(), profile.name(), profile.ignitionId(), profile.cloudId(), profile.genericId(),
                profile.ipxeId(), profile.grubId()));
        table.print(out);
    }

    @Override
    public void describe(PrintStream out) {
        String before = "";
        for (Profile profile : profiles) {
            out.print(before);
            before = System.lineSeparator();
            new Description(out)
                    .line("ID", profile.id())
                    .line("NAME", profile.name())
                    .line("IGNITION", profile.ignitionId())
                    .line("CLOUD", profile.cloudId())
                    .line("GENERIC", profile.genericId())
                    .line("IPXE", profile.ipxeId())
                    .line("GRUB", profile.grubId())
                    .line("KERNEL", profile.boot().map(NetBoot::kernel).orElse(""))
                    .lines("INITRD", profile.boot().map(NetBoot::initrd).orElse(List.of()))
                    .lines("ARGS", profile.boot().map(NetBoot::args).orElse(List.of()));
        }
    }
}
