package dev.lamplighter.rpc.service;

import static dev.lamplighter.rpc.service.MatchboxServicesTest.TERRAFORM;
import static dev.lamplighter.rpc.service.MatchboxServicesTest.done;
import static dev.lamplighter.rpc.service.MatchboxServicesTest.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.lamplighter.api.health.HealthCheckRequest;
import dev.lamplighter.api.health.HealthCheckResponse.ServingStatus;
import dev.lamplighter.api.serverpb.ProfilePutRequest;
import dev.lamplighter.api.storagepb.Profile;
import dev.lamplighter.api.v1.DeleteTemplateRequest;
import dev.lamplighter.api.v1.GetTemplateRequest;
import dev.lamplighter.api.v1.ListProfilesRequest;
import dev.lamplighter.api.v1.ListTemplatesRequest;
import dev.lamplighter.api.v1.PutProfileRequest;
import dev.lamplighter.api.v1.PutTemplateRequest;
import dev.lamplighter.api.v1.TemplateKind;
import dev.lamplighter.api.v1.TemplateName;
import dev.lamplighter.store.catalog.MemoryCatalogStore;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What our own tools ask beyond Matchbox's services. */
class OwnServicesTest {

    final MemoryCatalogStore store = new MemoryCatalogStore();
    final OwnCatalog own = new OwnCatalog(store);

    @Test
    void templates_of_every_kind_are_kept_listed_by_kind_and_name_and_deleted() throws Exception {
        put(TemplateKind.TEMPLATE_KIND_GRUB, "g", "menu");
        put(TemplateKind.TEMPLATE_KIND_CLOUD, "b.yaml", "#cloud-config");
        put(TemplateKind.TEMPLATE_KIND_CLOUD, "a.yaml", "");

        var all = done(own.listTemplates(ListTemplatesRequest.getDefaultInstance(), TERRAFORM)).getTemplatesList();
        assertThat(all).extracting(each -> each.getTemplate().getKind() + " " + each.getTemplate().getName() + " " + each.getSize())
                .containsExactly("TEMPLATE_KIND_CLOUD a.yaml 0", "TEMPLATE_KIND_CLOUD b.yaml 13", "TEMPLATE_KIND_GRUB g 4");
        assertThat(all).allSatisfy(each -> assertThat(each.getSha256().size()).isEqualTo(32));

        var grub = GetTemplateRequest.newBuilder().setTemplate(name(TemplateKind.TEMPLATE_KIND_GRUB, "g")).build();
        assertThat(done(own.getTemplate(grub, TERRAFORM)).getContent().toStringUtf8()).isEqualTo("menu");
        done(own.deleteTemplate(DeleteTemplateRequest.newBuilder().setTemplate(grub.getTemplate()).build(), TERRAFORM));
        assertThat(refusal(own.getTemplate(grub, TERRAFORM))).isEqualTo("NOT_FOUND open memory/grub/g: no such file or directory");
    }

    @Test
    void trouble_has_a_code_of_its_own_as_nobody_decides_by_matchboxs_here() throws Exception {
        assertThat(refusal(own.putTemplate(PutTemplateRequest.getDefaultInstance(), TERRAFORM))).startsWith("INVALID_ARGUMENT the request holds no kind");
        assertThat(refusal(own.putTemplate(template(TemplateKind.TEMPLATE_KIND_IPXE, "a\0b", ""), TERRAFORM)))
                .isEqualTo("INVALID_ARGUMENT invalid character in file path");
        assertThat(refusal(own.listTemplates(ListTemplatesRequest.newBuilder().setKindValue(77).build(), TERRAFORM))).startsWith("INVALID_ARGUMENT");
        assertThat(refusal(own.putProfile(PutProfileRequest.getDefaultInstance(), TERRAFORM))).isEqualTo("INVALID_ARGUMENT the request holds no profile");
    }

    @Test
    void a_profile_with_scripts_of_its_own_keeps_them_until_matchboxs_put_replaces_it_whole() throws Exception {
        var profile = dev.lamplighter.api.v1.Profile.newBuilder().setProfile(Profile.newBuilder().setId("p")).setIpxeId("own.ipxe").setGrubId("own.cfg").build();
        done(own.putProfile(PutProfileRequest.newBuilder().setProfile(profile).build(), TERRAFORM));
        assertThat(done(own.listProfiles(ListProfilesRequest.getDefaultInstance(), TERRAFORM)).getProfilesList()).containsExactly(profile);

        done(new Profiles(store).put(ProfilePutRequest.newBuilder().setProfile(profile.getProfile()).build(), TERRAFORM));
        assertThat(done(own.listProfiles(ListProfilesRequest.getDefaultInstance(), TERRAFORM)).getProfiles(0).getIpxeId()).isEmpty();
    }

    @Test
    void health_knows_the_server_and_each_service_and_says_when_it_leaves() throws Exception {
        var health = new Health(Set.of("rpcpb.Groups"));
        assertThat(done(health.check(HealthCheckRequest.getDefaultInstance(), TERRAFORM)).getStatus()).isEqualTo(ServingStatus.SERVING);
        var groups = HealthCheckRequest.newBuilder().setService("rpcpb.Groups").build();
        health.leave();
        assertThat(done(health.check(groups, TERRAFORM)).getStatus()).isEqualTo(ServingStatus.NOT_SERVING);
        assertThat(refusal(health.check(HealthCheckRequest.newBuilder().setService("other").build(), TERRAFORM))).isEqualTo("NOT_FOUND there is no service other");
    }

    private void put(TemplateKind kind, String name, String text) throws Exception {
        done(own.putTemplate(template(kind, name, text), TERRAFORM));
    }

    private static PutTemplateRequest template(TemplateKind kind, String name, String text) {
        return PutTemplateRequest.newBuilder().setTemplate(name(kind, name)).setContent(ByteString.copyFromUtf8(text)).build();
    }

    private static TemplateName name(TemplateKind kind, String name) {
        return TemplateName.newBuilder().setKind(kind).setName(name).build();
    }
}
