/** Who may read what configures a machine, and by what right. */
package dev.lamplighter.boot.reads;
