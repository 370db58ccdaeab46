package dev.lamplighter.appliance.doctor;

import dev.lamplighter.appliance.doctor.Facts.Folder;
import java.util.ArrayList;
import java.util.List;

/** Folders must be there, be ours to read or write, and lie on a disk that has room. */
final class FolderRules {

    private static final long TOO_LITTLE = 16L << 20;
    private static final long LITTLE = 256L << 20;

    private FolderRules() {}

    static List<Finding> of(Folder folder) {
        String about = folder.what();
        String named = folder.path() + " (" + folder.setting() + ")";
        if (!folder.there()) {
            return List.of(Finding.of(folder.needed(), about, "there is no folder " + named).run("mkdir -p " + folder.path()));
        }
        if (!folder.permitted()) {
            String who = folder.written() ? "written to" : "read";
            return List.of(Finding.of(folder.needed(), about, named + " cannot be " + who + " by this user").run("ls -ld " + folder.path()));
        }
        var findings = new ArrayList<Finding>();
        findings.add(Finding.ok(about, named + " can be " + (folder.written() ? "written to" : "read")));
        String room = "the disk of " + folder.path() + " has " + (folder.free() >> 20) + " MiB left";
        String look = "du -xhd1 " + folder.path() + "/..";
        findings.add(folder.free() < TOO_LITTLE ? Finding.bad("disk", room + ": leases and changes cannot be kept").run(look)
                : folder.free() < LITTLE ? Finding.warn("disk", room).run(look) : Finding.ok("disk", room));
        return findings;
    }
}
