/** What the machine boots: a kernel from a distribution package and an initramfs made here around busybox. */
package dev.lamplighter.demo.payload;
