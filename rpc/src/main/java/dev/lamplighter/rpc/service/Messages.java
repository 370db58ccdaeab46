package dev.lamplighter.rpc.service;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import dev.lamplighter.api.storagepb.NetBoot;
import dev.lamplighter.model.Bytes;
import dev.lamplighter.model.Group;
import dev.lamplighter.model.Profile;
import dev.lamplighter.store.StoreException;
import dev.lamplighter.store.catalog.Metadata;
import java.util.Optional;

/** Our nouns as messages and back. Matchbox's messages know nothing of a profile's own scripts. */
final class Messages {

    private Messages() {}

    static dev.lamplighter.api.storagepb.Group message(Group group) {
        var message = dev.lamplighter.api.storagepb.Group.newBuilder()
                .setId(group.id()).setName(group.name()).setProfile(group.profile()).putAllSelector(group.selector());
        if (!group.metadata().isEmpty()) {
            message.setMetadata(ByteString.copyFromUtf8(Metadata.text(group.metadata())));
        }
        return message.build();
    }

    /** The metadata is read only where the rest is in order, so that what the client is told first is what Matchbox tells it. */
    static Group group(dev.lamplighter.api.storagepb.Group message) throws StoreException {
        boolean complete = !message.getId().isEmpty() && !message.getProfile().isEmpty();
        return new Group(message.getId(), message.getName(), message.getProfile(), message.getSelectorMap(),
                Metadata.parse(complete ? bytes(message.getMetadata()) : Bytes.EMPTY));
    }

    static dev.lamplighter.api.storagepb.Profile message(Profile profile) {
        var message = dev.lamplighter.api.storagepb.Profile.newBuilder()
                .setId(profile.id()).setName(profile.name()).setIgnitionId(profile.ignitionId()).setCloudId(profile.cloudId())
                .setGenericId(profile.genericId());
        profile.boot().ifPresent(boot -> message.setBoot(NetBoot.newBuilder()
                .setKernel(boot.kernel()).addAllInitrd(boot.initrd()).addAllArgs(boot.args())));
        return message.build();
    }

    static Profile profile(dev.lamplighter.api.storagepb.Profile message, String ipxeId, String grubId) {
        Optional<Profile.NetBoot> boot = message.hasBoot()
                ? Optional.of(new Profile.NetBoot(message.getBoot().getKernel(), message.getBoot().getInitrdList(), message.getBoot().getArgsList()))
                : Optional.empty();
        return new Profile(message.getId(), message.getName(), message.getIgnitionId(), message.getCloudId(), message.getGenericId(), boot, ipxeId, grubId);
    }

    static Bytes bytes(ByteString octets) {
        return octets.isEmpty() ? Bytes.EMPTY : Bytes.owned(octets.toByteArray());
    }

    /** Without a copy: {@code Bytes} never change. */
    static ByteString octets(Bytes bytes) {
        return UnsafeByteOperations.unsafeWrap(bytes.asBuffer());
    }
}
