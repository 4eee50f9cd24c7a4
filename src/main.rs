fn main() { tactful::quick::main() }
