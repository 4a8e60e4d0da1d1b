/** The proxies that a shell's environment names, which Java by itself does not heed. */
@NullMarked
package dev.bivouac.cli.proxy;

import org.jspecify.annotations.NullMarked;
