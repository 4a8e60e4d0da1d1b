/** The file of settings, changed line by line so that people's comments stay. */
@NullMarked
package dev.bivouac.cli.config;

import org.jspecify.annotations.NullMarked;
