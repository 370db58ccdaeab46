/** Groups, profiles and templates in Matchbox's layout. */
package dev.lamplighter.store.catalog;
