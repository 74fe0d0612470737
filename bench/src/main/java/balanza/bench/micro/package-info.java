/** How long single steps take, measured by JMH. */
package balanza.bench.micro;
