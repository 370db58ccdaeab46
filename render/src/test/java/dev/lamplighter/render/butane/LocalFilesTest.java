package dev.lamplighter.render.butane;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An operator keeps keys, units and whole trees in files beside the document. */
class LocalFilesTest {

    @TempDir
    Path folder;

    @BeforeEach
    void files() throws IOException {
        Files.createDirectories(folder.resolve("tree/etc/empty"));
        Files.writeString(folder.resolve("tree/etc/motd"), "hi");
        Files.writeString(folder.resolve("tree/run"), "#!");
        Files.setPosixFilePermissions(folder.resolve("tree/run"), PosixFilePermissions.fromString("rwxr-x---"));
        Files.createSymbolicLink(folder.resolve("tree/etc/issue"), Path.of("motd"));
        Files.writeString(folder.resolve("keys"), "one\r\n\r\ntwo");
        Files.writeString(folder.resolve("a.service"), "[Service]\n");
    }

    private Written written(String rest) {
        return Written.fcos(rest).with(folder);
    }

    @Test
    void a_tree_becomes_files_and_links() {
        assertThat(written("storage: {trees: [{local: tree, path: /opt}]}").sections()).isEqualTo("""
                {"storage":{"files":[{"path":"/opt/etc/motd","contents":{"compression":"","source":"data:,hi"},"mode":420},\
                {"path":"/opt/run","contents":{"compression":"","source":"data:,%23!"},"mode":493}],\
                "links":[{"path":"/opt/etc/issue","target":"motd"}]}}""");
    }

    @Test
    void directories_are_made_when_something_is_said_about_them() {
        assertThat(written("storage: {trees: [{local: tree/etc, path: /e, file_mode: 0600, user: {name: core}}]}").sections()).isEqualTo("""
                {"storage":{"directories":[{"path":"/e","user":{"name":"core"},"mode":493},{"path":"/e/empty","user":{"name":"core"},"mode":493}],\
                "files":[{"path":"/e/motd","user":{"name":"core"},"contents":{"compression":"","source":"data:,hi"},"mode":384}],\
                "links":[{"path":"/e/issue","user":{"name":"core"},"target":"motd"}]}}""");
    }

    @Test
    void a_file_that_is_there_without_contents_gets_them_and_keeps_the_rest() {
        assertThat(written("storage: {files: [{path: /etc/motd, mode: 0640}], trees: [{local: tree/etc, path: /etc}]}").sections())
                .contains("{\"path\":\"/etc/motd\",\"contents\":{\"compression\":\"\",\"source\":\"data:,hi\"},\"mode\":416}");
        assertThat(written("storage: {directories: [{path: /etc/motd}], trees: [{local: tree/etc, path: /etc}]}").remarks())
                .containsExactly("error at $.storage.trees.0, line 3 col 53: matching filesystem node has existing contents or different type");
    }

    @Test
    void keys_and_units_come_from_files() {
        assertThat(written("passwd: {users: [{name: a, ssh_authorized_keys: [zero], ssh_authorized_keys_local: [keys, keys]}]}").remarks())
                .containsExactly("error at $.passwd.users.0.ssh_authorized_keys_local.1, line 3 col 91: duplicate entry defined",
                        "error at $.passwd.users.0.ssh_authorized_keys_local.1, line 3 col 91: duplicate entry defined");
        assertThat(written("passwd: {users: [{name: a, ssh_authorized_keys: [zero], ssh_authorized_keys_local: [keys]}]}").sections())
                .contains("\"sshAuthorizedKeys\":[\"zero\",\"one\",\"two\"]");
        assertThat(written("systemd: {units: [{name: a.service, contents_local: a.service}]}").sections()).contains("\"contents\":\"[Service]\\n\"");
    }

    @Test
    void a_path_must_not_lead_out_but_a_link_may() throws IOException {
        Files.createSymbolicLink(folder.resolve("link"), Path.of("tree/etc/motd"));

        assertThat(local("link").sections()).contains("data:,hi");
        assertThat(local("/keys/../tree/etc/motd").sections()).contains("data:,hi");
        assertThat(local("../keys").remarks()).singleElement().asString().endsWith("local file path traverses outside the files directory");
    }

    @Test
    void what_cannot_be_read_is_named() {
        assertThat(local("none").remarks()).singleElement().asString().endsWith("open " + folder + "/none: no such file or directory");
        assertThat(local("tree").remarks()).singleElement().asString().endsWith("read " + folder + "/tree: is a directory");
        assertThat(written("storage: {trees: [{local: keys}]}").remarks()).singleElement().asString().endsWith("root of tree must be a directory");
    }

    @Test
    void a_server_reads_no_local_file() {
        assertThat(Written.fcos("storage: {files: [{path: /a, contents: {local: keys}}]}").failure()).isEqualTo("source config is invalid");
        assertThat(Written.fcos("storage: {trees: [{local: tree}]}").remarks()).singleElement().asString().contains("--files-dir");
    }

    @Test
    void more_than_the_limit_is_not_read() {
        var limits = new ButaneLimits(1000, 100, 1000, 1000, 4);
        assertThat(local("tree/etc/motd").within(limits).sections()).contains("data:,hi");
        assertThat(local("keys").within(limits).remarks()).singleElement().asString().endsWith("local files have more than 4 bytes");
    }

    private Written local(String path) {
        return written("storage: {files: [{path: /a, contents: {local: " + path + "}}]}");
    }
}
