"""The portal: ground, accounts, stories, the roof over all, and the sample university."""
