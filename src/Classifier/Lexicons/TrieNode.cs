namespace Vigie.Classifier.Lexicons;

/// <summary>A node of the frozen trie: where its edges lie, where the special symbols lead (0 for nowhere), and what ends here.</summary>
internal readonly record struct TrieNode(int Words, int Sets, int End, int Gap, int Number, int Any, int Name, LexiconEntry[]? Entries)
{
    public bool HasSpecial => (Gap | Number | Any | Name) != 0;

    public bool IsLeaf => Words == End && !HasSpecial;
}
