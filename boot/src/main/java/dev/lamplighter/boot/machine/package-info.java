/** Declared machines as the boot knows them: from where each boots now, its names, and who was seen. */
package dev.lamplighter.boot.machine;
