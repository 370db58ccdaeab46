/** {@code lamplighter demo}: a machine boots from the appliance in a lab of network namespaces, and each stage is shown as it happens. */
package dev.lamplighter.demo;
