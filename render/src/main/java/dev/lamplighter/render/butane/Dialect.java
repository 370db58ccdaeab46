package dev.lamplighter.render.butane;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A variant in one of its versions.
 *
 * @param minor of the Ignition version 3.{@code minor} that comes out, which also says which fields of the base are known
 * @param fcos the minor version of Fedora CoreOS' variant whose additions it has; -1 if none
 * @param openshift the minor version of OpenShift 4, for that variant; -1 for others
 */
record Dialect(Variant variant, String version, int minor, int fcos, int openshift) {

    enum Variant {
        FCOS,
        FLATCAR,
        R4E,
        FIOT,
        OPENSHIFT
    }

    private static final String EXPERIMENTAL = "-experimental";
    private static final List<Dialect> ALL = all();

    private static List<Dialect> all() {
        var all = new ArrayList<Dialect>();
        int[] fcos = {0, 1, 2, 2, 3, 4, 5, 6, 7};
        for (int minor = 0; minor < fcos.length; minor++) {
            all.add(new Dialect(Variant.FCOS, version(1, minor, fcos[minor]), fcos[minor], minor, -1));
        }
        int[] three = {3, 4, 7};
        for (int minor = 0; minor < three.length; minor++) {
            all.add(new Dialect(Variant.FLATCAR, version(1, minor, three[minor]), three[minor], -1, -1));
            all.add(new Dialect(Variant.R4E, version(1, minor, three[minor]), three[minor], -1, -1));
        }
        int[] two = {4, 7};
        for (int minor = 0; minor < two.length; minor++) {
            all.add(new Dialect(Variant.FIOT, version(1, minor, two[minor]), two[minor], -1, -1));
        }
        for (int minor = 8; minor <= 23; minor++) {
            int base = minor < 14 ? 3 : minor < 19 ? 5 : minor < 23 ? 6 : 8;
            all.add(new Dialect(Variant.OPENSHIFT, version(4, minor, fcos[base]), fcos[base], base, minor));
        }
        return List.copyOf(all);
    }

    private static String version(int major, int minor, int ignition) {
        return major + "." + minor + ".0" + (ignition == 7 ? EXPERIMENTAL : "");
    }

    static Optional<Dialect> find(String variant, String version) {
        return ALL.stream().filter(known -> known.name().equals(variant) && known.version().equals(version)).findFirst();
    }

    String name() {
        return switch (variant) {
            case FCOS -> "fcos";
            case FLATCAR -> "flatcar";
            case R4E -> "r4e";
            case FIOT -> "fiot";
            case OPENSHIFT -> "openshift";
        };
    }

    boolean isOpenShift() {
        return variant == Variant.OPENSHIFT;
    }
}
