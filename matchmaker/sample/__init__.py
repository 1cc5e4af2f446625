"""The sample region: invented firms that look alive."""
