package dev.lamplighter.cli.remote;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import dev.lamplighter.api.storagepb.NetBoot;
import dev.lamplighter.api.v1.TemplateName;
import dev.lamplighter.model.Bytes;
import dev.lamplighter.model.Group;
import dev.lamplighter.model.Profile;
import dev.lamplighter.store.StoreException;
import dev.lamplighter.store.catalog.Metadata;
import dev.lamplighter.store.catalog.TemplateKind;
import java.util.Optional;

/** Our nouns as messages, and back. */
final class Messages {

    private Messages() {}

    static dev.lamplighter.api.storagepb.Group message(Group group) {
        return dev.lamplighter.api.storagepb.Group.newBuilder()
                .setId(group.id())
                .setName(group.name())
                .setProfile(group.profile())
                .putAllSelector(group.selector())
                .setMetadata(ByteString.copyFromUtf8(Metadata.text(group.metadata())))
                .build();
    }

    static Group group(dev.lamplighter.api.storagepb.Group message) throws CallFailed {
        try {
            return new Group(message.getId(), message.getName(), message.getProfile(), message.getSelectorMap(), Metadata.parse(bytes(message.getMetadata())));
        } catch (StoreException broken) {
            throw new CallFailed(CallFailed.Kind.REFUSED, "the server sent the group " + Printable.of(message.getId())
                    + " with metadata that is no JSON object: " + broken.getMessage(), broken);
        }
    }

    static dev.lamplighter.api.storagepb.Profile message(Profile profile) {
        var message = dev.lamplighter.api.storagepb.Profile.newBuilder()
                .setId(profile.id())
                .setName(profile.name())
                .setIgnitionId(profile.ignitionId())
                .setCloudId(profile.cloudId())
                .setGenericId(profile.genericId());
        profile.boot().ifPresent(boot -> message.setBoot(NetBoot.newBuilder().setKernel(boot.kernel()).addAllInitrd(boot.initrd()).addAllArgs(boot.args())));
        return message.build();
    }

    static dev.lamplighter.api.v1.Profile extended(Profile profile) {
        return dev.lamplighter.api.v1.Profile.newBuilder().setProfile(message(profile)).setIpxeId(profile.ipxeId()).setGrubId(profile.grubId()).build();
    }

    static Profile profile(dev.lamplighter.api.storagepb.Profile message) {
        return profile(message, "", "");
    }

    static Profile profile(dev.lamplighter.api.v1.Profile message) {
        return profile(message.getProfile(), message.getIpxeId(), message.getGrubId());
    }

    private static Profile profile(dev.lamplighter.api.storagepb.Profile message, String ipxeId, String grubId) {
        var boot = message.hasBoot()
                ? Optional.of(new Profile.NetBoot(message.getBoot().getKernel(), message.getBoot().getInitrdList(), message.getBoot().getArgsList()))
                : Optional.<Profile.NetBoot>empty();
        return new Profile(message.getId(), message.getName(), message.getIgnitionId(), message.getCloudId(), message.getGenericId(), boot, ipxeId, grubId);
    }

    static TemplateName name(TemplateKind kind, String name) {
        return TemplateName.newBuilder().setKind(message(kind)).setName(name).build();
    }

    static dev.lamplighter.api.v1.TemplateKind message(TemplateKind kind) {
        return switch (kind) {
            case IGNITION -> dev.lamplighter.api.v1.TemplateKind.TEMPLATE_KIND_IGNITION;
            case GENERIC -> dev.lamplighter.api.v1.TemplateKind.TEMPLATE_KIND_GENERIC;
            case CLOUD -> dev.lamplighter.api.v1.TemplateKind.TEMPLATE_KIND_CLOUD;
            case IPXE -> dev.lamplighter.api.v1.TemplateKind.TEMPLATE_KIND_IPXE;
            case GRUB -> dev.lamplighter.api.v1.TemplateKind.TEMPLATE_KIND_GRUB;
        };
    }

    /** Empty for a kind that a newer server knows and we do not. */
    static Optional<TemplateKind> kind(dev.lamplighter.api.v1.TemplateKind message) {
        return switch (message) {
            case TEMPLATE_KIND_IGNITION -> Optional.of(TemplateKind.IGNITION);
            case TEMPLATE_KIND_GENERIC -> Optional.of(TemplateKind.GENERIC);
            case TEMPLATE_KIND_CLOUD -> Optional.of(TemplateKind.CLOUD);
            case TEMPLATE_KIND_IPXE -> Optional.of(TemplateKind.IPXE);
            case TEMPLATE_KIND_GRUB -> Optional.of(TemplateKind.GRUB);
            case TEMPLATE_KIND_UNSPECIFIED, UNRECOGNIZED -> Optional.empty();
        };
    }

    static Bytes bytes(ByteString octets) {
        return octets.isEmpty() ? Bytes.EMPTY : Bytes.owned(octets.toByteArray());
    }

    /** Without a copy: neither side changes its octets. */
    static ByteString octets(Bytes bytes) {
        return UnsafeByteOperations.unsafeWrap(bytes.asBuffer());
    }
}
