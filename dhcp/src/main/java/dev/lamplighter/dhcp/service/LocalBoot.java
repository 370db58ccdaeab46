package dev.lamplighter.dhcp.service;

import dev.lamplighter.dhcp.packet.DhcpOption.VendorOptions;
import dev.lamplighter.model.Bytes;

/**
 * How PXE firmware is sent on to its next boot device: by a menu whose one item is the local boot, chosen without a wait. Firmware that hears
 * nothing of booting asks for a minute first.
 */
final class LocalBoot {

    /** Discovery control 3, the prompt "Local disk" with no time to press a key, and the item of type 0 (PXE 2.1 table 2-1, tags 6, 10 and 9). */
    static final VendorOptions MENU = new VendorOptions(Bytes.hex("060103" + "0a0b004c6f63616c206469736b" + "090d00000a4c6f63616c206469736b" + "ff"));

    private LocalBoot() {}
}
