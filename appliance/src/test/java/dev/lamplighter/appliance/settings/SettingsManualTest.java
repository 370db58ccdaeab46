package dev.lamplighter.appliance.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class SettingsManualTest {

    @Test
    void the_manual_and_the_usage_know_every_setting_with_its_default() throws Exception {
        String manual = Files.readString(Path.of(System.getProperty("lamplighter.root"), "docs", "settings.md"));
        for (Key key : Keys.ALL) {
            String fallback = key.fallback().isEmpty() ? "" : "`" + key.fallback() + "`";
            assertThat(manual).contains("| `" + key.path() + "` | " + fallback + " |");
            if (key.isFlat()) {
                assertThat(Usage.text()).contains("-" + key.flag());
            }
            key.matchboxFlag().ifPresent(flag -> assertThat(manual).contains("`-" + flag + "`"));
        }
    }
}
