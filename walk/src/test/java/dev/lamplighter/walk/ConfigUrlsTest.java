package dev.lamplighter.walk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamplighter.walk.ConfigUrls.ConfigUrl;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConfigUrlsTest {

    @Test
    void what_systems_fetch_their_config_from_is_found_in_the_arguments() {
        assertThat(ConfigUrls.in(List.of("quiet", "ignition.config.url=http://x/ignition?a=b&c=d", "inst.ks=http://x/ks root=live:http://x/rootfs", "url=floppy",
                "ds=nocloud-net;s=http://x/nocloud/", "talos.config=http://x/t", "ks=http://x/ks"))).containsExactly(
                new ConfigUrl("ignition.config.url", "http://x/ignition?a=b&c=d"), new ConfigUrl("inst.ks", "http://x/ks"), new ConfigUrl("root", "http://x/rootfs"),
                new ConfigUrl("ds", "http://x/nocloud/meta-data"), new ConfigUrl("ds", "http://x/nocloud/user-data"), new ConfigUrl("talos.config", "http://x/t"));
    }
}
