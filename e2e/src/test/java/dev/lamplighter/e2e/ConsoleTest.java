package dev.lamplighter.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The console in a browser while machines boot over a wire. Pictures go to {@code target/pictures}, or to the folder that {@code -Dlamplighter.pictures}
 * names: {@code docs/img} has them from there.
 */
class ConsoleTest {

    static final String NODE1 = "02:99:02:00:00:01";
    static final String HOSTILE = "02:99:02:00:00:07";
    static final String STRANGER = "02:99:02:00:00:09";
    static final List<String> TO_THE_SCRIPT = List.of("firmware", "tftp=loader.efi", "ipxe", "get=/boot.ipxe");
    static final String PAGE = "http://127.0.0.1:8082/";

    @TempDir
    Path folder;

    TwoHosts hosts;
    Server server;
    Browser browser;
    String token;

    @BeforeEach
    void open() throws Exception {
        Host.needsRoot();
        Host.needs("ip", "mkfifo", "chromium");
        for (String each : List.of("tftp", "data/groups", "data/profiles", "data/ignition", "data/machines", "assets", "state", "browser")) {
            Files.createDirectories(folder.resolve(each));
        }
        write("tftp/loader.efi", "loader ".repeat(1000));
        write("assets/vmlinuz", "kernel");
        write("assets/initrd", "initrd");
        write("data/ignition/good.ign", "{\"ignition\":{\"version\":\"3.3.0\"}}");
        write("data/profiles/worker.json", """
                {"id":"worker","name":"A worker","ignition_id":"good.ign","boot":{"kernel":"/assets/vmlinuz","initrd":["/assets/initrd"],"args":["console=ttyS0"]}}""");
        write("data/groups/workers.json", "{\"id\":\"workers\",\"profile\":\"worker\",\"selector\":{\"role\":\"worker\"}}");
        write("data/groups/storage.json", "{\"id\":\"storage\",\"name\":\"<b>bold</b>\",\"profile\":\"gone\",\"selector\":{\"mac\":\"" + STRANGER + "\",\"role\":\"storage\"}}");
        write("data/groups/broken.json", "{\"id\":\"broken\",\n  \"profile\" \"worker\"}");
        write("data/machines/node1.yaml", "mac: " + NODE1 + "\nlabels: {role: worker}\n");
        write("lamplighter.yaml", """
                segments:
                  - interface: eth0
                    dhcp: full
                    subnets:
                      - pool: 10.99.1.1-10.99.1.200
                dhcp: { force: true, conflict-check: false }
                http: { address: "10.99.0.1:8080" }
                store: { path: %1$s/data }
                assets: { path: %1$s/assets }
                state: { path: %1$s/state }
                tftp: { root: %1$s/tftp }
                admin: { socket: %1$s/admin.sock, address: "127.0.0.1:8082" }
                """.formatted(folder));
        hosts = new TwoHosts();
        server = Server.start(hosts.onServer(), List.of("--config", folder.resolve("lamplighter.yaml").toString()));
        token = Files.readString(folder.resolve("state/admin.token")).strip().split(" ", 2)[1];
        browser = Browser.open(hosts.onServer(), folder.resolve("browser"));
        browser.size(1200, 800, false);
        browser.open(PAGE + "#token=" + token);
        browser.until("document.getElementById('link').textContent === 'live'");
    }

    @AfterEach
    void close() throws Exception {
        if (browser != null) {
            browser.close();
        }
        if (server != null) {
            server.close();
        }
        if (hosts != null) {
            hosts.close();
        }
    }

    @Test
    void a_machine_is_seen_while_it_boots_and_why_another_one_stopped() throws Exception {
        String printed = boot(NODE1, TO_THE_SCRIPT);
        String address = printed.lines().filter(line -> line.contains(" ipxe -> ")).findFirst().orElseThrow().replaceFirst(".* -> ", "");
        browser.untilShown(NODE1);
        browser.untilShown("under way: script");
        boot(STRANGER, TO_THE_SCRIPT, "get=/ipxe?mac=@&role=compute");
        browser.untilShown("Check: ");
        browser.untilShown("stopped");
        picture("boots");
        boot(NODE1, List.of("at=" + address, "get=/ipxe?mac=@", "get=/assets/vmlinuz", "get=/assets/initrd", "system", "get=/ignition?mac=@"));
        browser.until("document.querySelector('[data-boot] .state.done')");
        browser.value("document.querySelectorAll('details').forEach(each => each.open = true)");
        browser.untilShown("/ignition");
        browser.open(PAGE + "#/machine/node1");
        browser.click("main button", "show what it would be served");
        browser.untilShown("It would boot.");
        browser.untilShown("kernel /assets/vmlinuz");
        picture("explained");
        browser.open(PAGE + "#/boots");
        browser.until("document.querySelector('[data-boot] .state.done')");
        browser.value("document.querySelectorAll('details').forEach(each => each.open = true)");
        browser.dark(true);
        picture("boots-dark");
        browser.dark(false);
        browser.size(390, 800, true);
        assertThat(browser.value("document.documentElement.scrollWidth")).isEqualTo("390");
        picture("boots-phone");
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void a_stranger_is_adopted_and_told_from_where_to_boot_after_a_confirmation() throws Exception {
        boot(STRANGER, TO_THE_SCRIPT);
        browser.open(PAGE + "#/machines");
        browser.untilShown(STRANGER);
        browser.untilShown("node1");
        picture("machines");
        browser.click("main button", "adopt");
        browser.until("document.querySelector('dialog[open] input[name=name]')");
        browser.value("document.querySelector('dialog[open] input[name=name]').focus()");
        browser.type("store1");
        browser.press("Enter");
        browser.until("[...document.querySelectorAll('td a')].some(each => each.textContent === 'store1')");
        assertThat(folder.resolve("data/machines/store1.yaml")).content().contains(STRANGER);
        browser.click("td a", "store1");
        browser.untilShown("No group takes this machine");
        browser.untilShown("storage.json wants role=storage; the machine has no role");
        browser.click("main button", "disk");
        browser.untilShown("store1 then boots from its disk");
        browser.click("dialog button", "cancel");
        assertThat(browser.value("document.querySelector('[aria-pressed=true]').textContent")).isEqualTo("netboot");
        browser.click("main button", "disk");
        browser.until("document.querySelector('dialog[open]')");
        browser.click("dialog button.main", "disk");
        browser.until("document.querySelector('[aria-pressed=true]')?.textContent === 'disk'");
        browser.untilShown("was set by admin");
        picture("machine");
        browser.click("main button", "show what it would be served");
        browser.untilShown("the machine boots from its disk");
        assertThat(server.printed()).contains("machines adopt").contains("machines boot");
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void groups_profiles_leases_and_trouble_are_shown_as_they_change() throws Exception {
        browser.open(PAGE + "#/groups");
        browser.untilShown("<b>bold</b>");
        browser.untilShown("is not there");
        browser.until("[...document.querySelectorAll('td a')].some(each => each.textContent === 'node1')");
        picture("groups");
        write("data/groups/late.json", "{\"id\":\"late\",\"profile\":\"worker\",\"selector\":{\"mac\":\"02:99:02:00:00:0a\"}}");
        browser.untilShown("late.json");
        browser.open(PAGE + "#/profiles");
        browser.untilShown("/assets/vmlinuz");
        browser.untilShown("workers");
        browser.open(PAGE + "#/leases");
        browser.untilShown("0 of 0");
        boot(NODE1, List.of("firmware"));
        browser.untilShown("10.99.1.");
        browser.click("main button", "release");
        browser.click("dialog button.main", "release");
        browser.untilShown("0 of 0");
        browser.open(PAGE + "#/health");
        browser.untilShown("Serving");
        browser.untilShown("broken.json:2:");
        picture("health");
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void without_a_token_nothing_changes_and_the_page_says_what_is_needed() throws Exception {
        browser.value("sessionStorage.clear()");
        browser.open(PAGE + "#/machine/node1");
        browser.untilShown("netboot: boots from the network");
        browser.click("main button", "disk");
        browser.click("dialog button.main", "disk");
        browser.untilShown("this needs a token");
        assertThat(browser.value("document.querySelector('[aria-pressed=true]').textContent")).isEqualTo("netboot");
    }

    @Test
    void hostile_text_from_the_wire_is_text_in_the_page() throws Exception {
        boot(HOSTILE, TO_THE_SCRIPT, "get=/ipxe?mac=@&role=%3Cimg%20src%3Dx%20onerror%3D%22document.title%3D1%22%3E%E2%80%AEevil",
                "get=/assets/%3Cscript%3Edocument.title=2%3C/script%3E");
        browser.untilShown("<script>");
        assertThat(browser.value("document.title")).isEqualTo("Boots · Lamplighter");
        assertThat(browser.value("document.querySelectorAll('main img, main script').length")).isEqualTo("0");
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void keys_alone_lead_through_the_page() throws Exception {
        browser.open(PAGE + "#/machines");
        browser.untilShown("node1");
        browser.press("/");
        assertThat(browser.value("document.activeElement.type")).isEqualTo("search");
        browser.type("nobody");
        browser.untilShown("No machine fits.");
        browser.value("document.querySelector('input[type=search]').select()");
        browser.type("node1");
        browser.until("document.querySelector('td a')");
        for (int i = 0; i < 10 && !browser.value("document.activeElement.textContent").equals("node1"); i++) {
            browser.press("Tab");
        }
        browser.press("Enter");
        browser.untilShown("What it gets, and why");
        browser.untilShown("selector role=worker");
    }

    private String boot(String mac, List<String> deeds, String... more) throws IOException, InterruptedException {
        var all = new ArrayList<>(List.of("mac=" + mac));
        all.addAll(deeds);
        all.addAll(List.of(more));
        return WireMachine.on(hosts, all);
    }

    private void picture(String name) throws IOException {
        browser.picture(Path.of(System.getProperty("lamplighter.pictures", "target/pictures")).resolve("console-" + name + ".png"));
    }

    private void write(String file, String text) throws IOException {
        Files.writeString(folder.resolve(file), text);
    }
}
