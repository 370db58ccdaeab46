package dev.lamplighter.boot;

import dev.lamplighter.boot.policy.BootSettings;
import dev.lamplighter.boot.policy.BootUrls;

/**
 * How scripts are written.
 *
 * @param guided whether iPXE's first script tries every interface and says on the screen what it does, instead of Matchbox's one line
 * @param initrdArgument whether kernels of UEFI machines are given {@code initrd=} where their profile has none
 * @param urls where absolute URLs lead
 */
public record ScriptSettings(boolean guided, boolean initrdArgument, BootUrls urls) {

    public static ScriptSettings defaults() {
        return new ScriptSettings(false, true, new BootUrls(BootSettings.defaults(8080)));
    }
}
