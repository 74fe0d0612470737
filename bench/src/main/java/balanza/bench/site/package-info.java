/** What is measured: the nodes and the proxies in front of them, each at its best. */
@NullMarked
package balanza.bench.site;

import org.jspecify.annotations.NullMarked;
