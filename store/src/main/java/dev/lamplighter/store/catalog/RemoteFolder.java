package dev.lamplighter.store.catalog;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;

/** Whether a folder lies on a file system where others may write without our kernel being told. */
final class RemoteFolder {

    private static final Set<String> KINDS = Set.of("nfs", "nfs4", "cifs", "smb3", "smbfs", "ceph", "9p", "virtiofs", "vboxsf", "glusterfs",
            "lustre", "afs", "gfs2", "ocfs2", "beegfs");

    private RemoteFolder() {}

    static boolean is(Path folder) {
        try {
            String kind = Files.getFileStore(folder).type();
            return KINDS.contains(kind) || kind.startsWith("fuse.");
        } catch (IOException absent) {
            return false;
        }
    }
}
